package io.github.ordermill.shared.web.graphql.limits;

import graphql.GraphQLContext;
import graphql.language.Document;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import io.github.ordermill.shared.application.validation.Violation;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Validation of the values of variables against their types, after <a
 * href="https://spec.graphql.org/October2021/#sec-Coercing-Variable-Values">Coercing Variable
 * Values</a>. Reports every violation with its path, where graphql-java stops at the first one.
 */
public final class VariableValidation {

  private static final int MAX_VIOLATIONS = 100;

  private final GraphQLSchema schema;
  private final List<Violation> violations = new ArrayList<>();

  private VariableValidation(GraphQLSchema schema) {
    this.schema = schema;
  }

  /**
   * The violations, at most 100.
   *
   * @param document valid, with as many fields as are allowed at most
   */
  public static List<Violation> violations(
      GraphQLSchema schema,
      Document document,
      OperationDefinition operation,
      Map<String, Object> values) {
    var check = new VariableValidation(schema);
    for (var variable : operation.getVariableDefinitions()) {
      check.variable(variable, values);
    }
    return check.violations.isEmpty()
        ? NullVariables.violations(schema, document, operation, values)
        : check.violations;
  }

  private void variable(VariableDefinition variable, Map<String, Object> values) {
    var name = variable.getName();
    if (values.containsKey(name)) {
      value(name, type(variable.getType()), values.get(name));
    } else if (variable.getType() instanceof NonNullType && variable.getDefaultValue() == null) {
      violate(name, "is missing");
    }
  }

  private GraphQLType type(Type<?> type) {
    if (type instanceof NonNullType nonNull) {
      return GraphQLNonNull.nonNull(type(nonNull.getType()));
    }
    if (type instanceof ListType list) {
      return GraphQLList.list(type(list.getType()));
    }
    return schema.getType(((TypeName) type).getName());
  }

  private void value(String path, GraphQLType type, Object value) {
    if (violations.size() >= MAX_VIOLATIONS) {
      return;
    }
    if (type instanceof GraphQLNonNull nonNull) {
      if (value == null) {
        violate(path, "must not be null");
      } else {
        value(path, nonNull.getWrappedType(), value);
      }
    } else if (value == null) {
      return;
    } else if (type instanceof GraphQLList list) {
      list(path, list.getWrappedType(), value);
    } else if (type instanceof GraphQLInputObjectType object) {
      object(path, object, value);
    } else if (type instanceof GraphQLEnumType names) {
      if (!(value instanceof String name) || names.getValue(name) == null) {
        violate(path, "must be a value of the enum " + names.getName());
      }
    } else if (type instanceof GraphQLScalarType scalar) {
      scalar(path, scalar, value);
    }
  }

  private void list(String path, GraphQLType element, Object value) {
    if (value instanceof List<?> values) {
      for (int i = 0; i < values.size(); i++) {
        value(path + "[" + i + "]", element, values.get(i));
      }
    } else {
      value(path, element, value); // a single value is coerced to a list of one
    }
  }

  private void object(String path, GraphQLInputObjectType type, Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      violate(path, "must be an object");
      return;
    }
    for (GraphQLInputObjectField field : type.getFields()) {
      var place = path + "." + field.getName();
      if (members.containsKey(field.getName())) {
        value(place, field.getType(), members.get(field.getName()));
      } else if (field.getType() instanceof GraphQLNonNull && !field.hasSetDefaultValue()) {
        violate(place, "is missing");
      }
    }
    for (var name : members.keySet()) {
      if (type.getField((String) name) == null) {
        violate(path, "has no field of the name " + shortened((String) name));
      }
    }
  }

  private void scalar(String path, GraphQLScalarType type, Object value) {
    if (type.getName().equals("ID") && !(value instanceof String) && !isWholeNumber(value)) {
      violate(path, "must be a string or a whole number"); // graphql-java takes its toString()
      return;
    }
    try {
      type.getCoercing().parseValue(value, GraphQLContext.getDefault(), GraphqlErrors.LOCALE);
    } catch (CoercingParseValueException e) {
      violate(path, e.getMessage());
    }
  }

  private static boolean isWholeNumber(Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
  }

  private static String shortened(String name) {
    return name.length() <= 50 ? name : name.substring(0, 50) + "…";
  }

  private void violate(String path, String message) {
    if (violations.size() < MAX_VIOLATIONS) {
      violations.add(new Violation(path, message));
    }
  }
}
