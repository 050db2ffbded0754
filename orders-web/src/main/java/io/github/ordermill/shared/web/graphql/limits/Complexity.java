package io.github.ordermill.shared.web.graphql.limits;

import graphql.GraphQLError;
import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.github.ordermill.settings.Limit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an operation may cost, known before it is executed. A field costs a point; one that asks the
 * database by itself costs {@link #READ} points, which are those of the first level and those that
 * the schema marks with {@code @cost}. What is selected in a list counts once for each entry: as
 * many as {@code first}, {@code last} or {@code pageSize} says, {@link #PAGE} where these are not
 * given, {@link #ENTRIES} in a list that has none of them. Introspection is bounded by the schema,
 * so its lists count once.
 */
public final class Complexity {

  private static final int READ = 50;
  private static final int PAGE = 20;
  private static final int ENTRIES = 10;

  private static final Set<String> SIZES = Set.of("first", "last", "pageSize");
  private static final String INTROSPECTION = "__";

  /** The directive @cost, which SmallRye adds to a field as a definition with a value. */
  private static final String COST = "cost";

  private final GraphQLSchema schema;
  private final DocumentLimits limits;
  private final Map<GraphQLFieldDefinition, Integer> costs = new IdentityHashMap<>();

  public Complexity(GraphQLSchema schema, DocumentLimits limits) {
    this.schema = schema;
    this.limits = limits;
    for (var type : schema.getAllTypesAsList()) {
      if (type instanceof GraphQLFieldsContainer owner) {
        owner.getFieldDefinitions().forEach(field -> costs.put(field, cost(owner, field)));
      }
    }
  }

  private int cost(GraphQLFieldsContainer owner, GraphQLFieldDefinition field) {
    var cost = field.getDirective(COST);
    if (cost != null) {
      return Integer.parseInt(cost.toAppliedDirective().getArgument("weight").getValue());
    }
    return owner == schema.getQueryType()
            || owner == schema.getMutationType()
            || owner == schema.getSubscriptionType()
        ? READ
        : 1;
  }

  /**
   * The limits that the operation exceeds.
   *
   * @param document valid, with as many fields as are allowed at most
   * @param variables valid for the operation
   */
  public List<GraphQLError> exceededBy(
      Document document, OperationDefinition operation, Map<String, Object> variables) {
    var measuring = new Measuring(document, operation, variables);
    var root =
        switch (operation.getOperation()) {
          case QUERY -> schema.getQueryType();
          case MUTATION -> schema.getMutationType();
          case SUBSCRIPTION -> schema.getSubscriptionType();
        };
    int cost = measuring.cost(operation.getSelectionSet(), root, 0);
    var errors = new ArrayList<>(measuring.oversized);
    if (errors.isEmpty() && cost > limits.of(Limit.COMPLEXITY)) {
      errors.add(
          limits.exceeded("The operation would cost " + cost + " points", Limit.COMPLEXITY, cost));
    }
    return errors;
  }

  private final class Measuring {

    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Object> variables;
    private final List<GraphQLError> oversized = new ArrayList<>();

    Measuring(Document document, OperationDefinition operation, Map<String, Object> given) {
      for (var fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
        fragments.put(fragment.getName(), fragment);
      }
      variables = new HashMap<>(given);
      operation
          .getVariableDefinitions()
          .forEach(it -> variables.putIfAbsent(it.getName(), it.getDefaultValue()));
    }

    /**
     * What a selection costs.
     *
     * @param type that it selects from
     * @param size of the lists in it, 0 if nobody has said
     */
    int cost(SelectionSet selections, GraphQLFieldsContainer type, int size) {
      int cost = 0;
      for (var selection : selections.getSelections()) {
        if (selection instanceof Field field) {
          cost = sum(cost, cost(field, type, size));
        } else if (selection instanceof InlineFragment fragment) {
          var condition = fragment.getTypeCondition();
          cost = sum(cost, cost(fragment.getSelectionSet(), typeOf(condition, type), size));
        } else if (selection instanceof FragmentSpread spread) {
          var fragment = fragments.get(spread.getName());
          var condition = fragment.getTypeCondition();
          cost = sum(cost, cost(fragment.getSelectionSet(), typeOf(condition, type), size));
        }
      }
      return cost;
    }

    private GraphQLFieldsContainer typeOf(TypeName condition, GraphQLFieldsContainer otherwise) {
      return condition == null ? otherwise : fieldsOf(schema.getType(condition.getName()));
    }

    /** Null for a union, of which nothing but {@code __typename} is selected. */
    private GraphQLFieldsContainer fieldsOf(GraphQLType type) {
      return type instanceof GraphQLFieldsContainer fields ? fields : null;
    }

    private int cost(Field field, GraphQLFieldsContainer type, int sizeOutside) {
      if (field.getName().startsWith(INTROSPECTION)) {
        return 1 + fieldsIn(field.getSelectionSet());
      }
      var definition = type.getFieldDefinition(field.getName());
      int cost = costs.get(definition);
      if (field.getSelectionSet() == null) {
        return cost;
      }
      int size = sizeOf(field, definition);
      boolean isList = GraphQLTypeUtil.unwrapNonNull(definition.getType()) instanceof GraphQLList;
      var inside = fieldsOf(GraphQLTypeUtil.unwrapAll(definition.getType()));
      if (!isList) {
        return sum(cost, cost(field.getSelectionSet(), inside, size));
      }
      int entries = size > 0 ? size : sizeOutside > 0 ? sizeOutside : ENTRIES;
      return sum(cost, product(entries, cost(field.getSelectionSet(), inside, 0)));
    }

    private int fieldsIn(SelectionSet selections) {
      int fields = 0;
      for (var selection : selections == null ? List.of() : selections.getSelections()) {
        if (selection instanceof Field field) {
          fields += 1 + fieldsIn(field.getSelectionSet());
        } else if (selection instanceof InlineFragment fragment) {
          fields += fieldsIn(fragment.getSelectionSet());
        } else if (selection instanceof FragmentSpread spread) {
          fields += fieldsIn(fragments.get(spread.getName()).getSelectionSet());
        }
      }
      return fields;
    }

    /** How many entries the field's arguments ask for, 0 if it has no such argument. */
    private int sizeOf(Field field, GraphQLFieldDefinition definition) {
      int size = 0;
      boolean sized = false;
      for (var argument : definition.getArguments()) {
        if (SIZES.contains(argument.getName())) {
          sized = true;
          var given = given(field, argument.getName());
          Object value = given == null ? argument.getArgumentDefaultValue().getValue() : given;
          size = Math.max(size, number(value));
        }
      }
      if (size > limits.of(Limit.PAGE_SIZE)) {
        oversized.add(
            limits.exceeded(
                "Field '" + field.getName() + "' asks for " + size + " entries",
                Limit.PAGE_SIZE,
                size));
      }
      return sized && size <= 0 ? PAGE : size;
    }

    private Value<?> given(Field field, String name) {
      for (Argument argument : field.getArguments()) {
        if (argument.getName().equals(name)) {
          return argument.getValue();
        }
      }
      return null;
    }

    private int number(Object value) {
      var known = value instanceof VariableReference it ? variables.get(it.getName()) : value;
      if (known instanceof IntValue literal) {
        known = literal.getValue();
      }
      return known instanceof Number number
          ? (int) Math.max(0, Math.min(number.longValue(), Integer.MAX_VALUE))
          : 0;
    }
  }

  private static int sum(int one, int other) {
    return (int) Math.min((long) one + other, Integer.MAX_VALUE);
  }

  private static int product(int one, int other) {
    return (int) Math.min((long) one * other, Integer.MAX_VALUE);
  }
}
