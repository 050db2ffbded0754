package io.github.ordermill.shared.web.graphql.limits;

import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.NonNullType;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.github.ordermill.shared.application.validation.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds variables that are null at a place where null is not allowed. A nullable variable is valid
 * at such a place if it, or the place, has a default value; an explicit null is an error of the
 * request then, after <a
 * href="https://spec.graphql.org/September2025/#sec-Coercing-Field-Arguments">Coercing Field
 * Arguments</a>.
 */
final class NullVariables extends SelectionWalker<GraphQLCompositeType, Void> {

  private final GraphQLSchema schema;
  private final Map<String, FragmentDefinition> fragments;
  private final Set<String> spread = new HashSet<>();
  private final Set<String> nulls;
  private final Set<String> misplaced = new TreeSet<>();

  private NullVariables(GraphQLSchema schema, Document document, Set<String> nulls) {
    super(null);
    this.schema = schema;
    this.fragments = fragments(document);
    this.nulls = nulls;
  }

  /**
   * A violation for each such variable.
   *
   * @param document valid, with as many fields as are allowed at most
   */
  static List<Violation> violations(
      GraphQLSchema schema,
      Document document,
      OperationDefinition operation,
      Map<String, Object> values) {
    var nulls =
        operation.getVariableDefinitions().stream()
            .filter(variable -> isNull(variable, values))
            .map(VariableDefinition::getName)
            .collect(Collectors.toSet());
    if (nulls.isEmpty()) {
      return List.of();
    }
    var walker = new NullVariables(schema, document, nulls);
    walker.directives(operation);
    walker.walk(operation.getSelectionSet(), (GraphQLCompositeType) rootType(schema, operation));
    return walker.misplaced.stream().map(it -> new Violation(it, "must not be null")).toList();
  }

  private static boolean isNull(VariableDefinition variable, Map<String, Object> values) {
    if (variable.getType() instanceof NonNullType) {
      return false;
    }
    var name = variable.getName();
    return values.containsKey(name)
        ? values.get(name) == null
        : variable.getDefaultValue() instanceof NullValue;
  }

  @Override
  protected Void combine(Void one, Void other) {
    return null;
  }

  @Override
  protected GraphQLCompositeType narrowed(GraphQLCompositeType type, TypeName condition) {
    return (GraphQLCompositeType) schema.getType(condition.getName());
  }

  @Override
  protected Void inlineFragment(InlineFragment fragment, GraphQLCompositeType type) {
    directives(fragment);
    return super.inlineFragment(fragment, type);
  }

  @Override
  protected Void spread(FragmentSpread spread, GraphQLCompositeType type) {
    directives(spread);
    return this.spread.add(spread.getName()) ? walk(fragments.get(spread.getName()), type) : null;
  }

  @Override
  protected Void field(Field field, GraphQLCompositeType type) {
    directives(field);
    var definition = Introspection.getFieldDef(schema, type, field.getName());
    arguments(field.getArguments(), definition.getArguments());
    if (field.getSelectionSet() == null) {
      return null;
    }
    return walk(
        field.getSelectionSet(),
        (GraphQLCompositeType) GraphQLTypeUtil.unwrapAll(definition.getType()));
  }

  private void directives(DirectivesContainer<?> place) {
    for (var directive : place.getDirectives()) {
      arguments(directive.getArguments(), schema.getDirective(directive.getName()).getArguments());
    }
  }

  private void arguments(List<Argument> given, List<GraphQLArgument> defined) {
    for (var argument : given) {
      for (var definition : defined) {
        if (definition.getName().equals(argument.getName())) {
          value(IntrospectionLimits.typeOf(definition), argument.getValue());
        }
      }
    }
  }

  private void value(GraphQLType type, Value<?> value) {
    if (value instanceof VariableReference variable) {
      if (type instanceof GraphQLNonNull && nulls.contains(variable.getName())) {
        misplaced.add(variable.getName());
      }
      return;
    }
    var nullable = GraphQLTypeUtil.unwrapNonNull(type);
    if (value instanceof ArrayValue array && nullable instanceof GraphQLList list) {
      array.getValues().forEach(element -> value(list.getWrappedType(), element));
    } else if (nullable instanceof GraphQLList list) {
      value(list.getWrappedType(), value); // a single value is coerced to a list of one
    } else if (value instanceof ObjectValue object
        && nullable instanceof GraphQLInputObjectType input) {
      object
          .getObjectFields()
          .forEach(field -> value(input.getField(field.getName()).getType(), field.getValue()));
    }
  }
}
