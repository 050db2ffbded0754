package io.github.ordermill.shared.web.graphql.limits;

import graphql.GraphQLError;
import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.github.ordermill.settings.Limit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cost of an operation in points, computed before its execution. A field costs one point; one that
 * reads the database by itself costs {@value #READ_COST}: the fields of the first level and those
 * that the schema marks with {@code @cost}. The selection of a list counts once per entry, as many
 * as {@code first}, {@code last} or {@code pageSize} says; {@value #PAGE_ENTRIES} where these are
 * not given; {@value #LIST_ENTRIES} in a list without such an argument. The lists of introspection
 * count once, since the schema bounds them.
 */
public final class Complexity {

  private static final int READ_COST = 50;
  private static final int PAGE_ENTRIES = 20;
  private static final int LIST_ENTRIES = 10;

  private static final Set<String> SIZE_ARGUMENTS = Set.of("first", "last", "pageSize");
  private static final String INTROSPECTION_PREFIX = "__";

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
        ? READ_COST
        : 1;
  }

  /** Counts the reading of a field, which is about to be fetched. */
  public void read(GraphQLFieldDefinition field, AnswerBudget budget) {
    budget.read(costs.getOrDefault(field, 1) - 1);
  }

  /**
   * The limits that the operation exceeds.
   *
   * @param document valid, with as many fields as are allowed at most
   * @param variables valid for the operation
   */
  public List<GraphQLError> exceededBy(
      Document document, OperationDefinition operation, Map<String, Object> variables) {
    var costs = new CostWalker(document, operation, variables);
    var root = new Scope(SelectionWalker.rootType(schema, operation), 0);
    int cost = costs.walk(operation.getSelectionSet(), root);
    var errors = new ArrayList<>(costs.oversized);
    if (errors.isEmpty() && cost > limits.of(Limit.COMPLEXITY)) {
      errors.add(
          limits.exceeded("The operation would cost " + cost + " points", Limit.COMPLEXITY, cost));
    }
    return errors;
  }

  /**
   * The context of a selection.
   *
   * @param type that it selects from; null in a union, of which only {@code __typename} is
   *     selected, and in introspection
   * @param size of the lists in it, 0 where no argument gives one
   */
  private record Scope(GraphQLFieldsContainer type, int size) {}

  private final class CostWalker extends SelectionWalker<Scope, Integer> {

    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Object> variables;
    private final List<GraphQLError> oversized = new ArrayList<>();

    CostWalker(Document document, OperationDefinition operation, Map<String, Object> given) {
      super(0);
      fragments = fragments(document);
      variables = new HashMap<>(given);
      operation
          .getVariableDefinitions()
          .forEach(it -> variables.putIfAbsent(it.getName(), it.getDefaultValue()));
    }

    @Override
    protected Integer combine(Integer one, Integer other) {
      return Extent.sum(one, other);
    }

    @Override
    protected Integer spread(FragmentSpread spread, Scope scope) {
      return walk(fragments.get(spread.getName()), scope);
    }

    @Override
    protected Scope narrowed(Scope scope, TypeName condition) {
      var type = condition.getName();
      return new Scope(
          type.startsWith(INTROSPECTION_PREFIX) ? null : withFields(schema.getType(type)),
          scope.size());
    }

    @Override
    protected Integer field(Field field, Scope scope) {
      if (scope.type() == null || field.getName().startsWith(INTROSPECTION_PREFIX)) {
        return 1 + walk(field.getSelectionSet(), new Scope(null, 0));
      }
      var definition = scope.type().getFieldDefinition(field.getName());
      int cost = costs.get(definition);
      if (field.getSelectionSet() == null) {
        return cost;
      }
      int size = sizeOf(field, definition);
      var type = withFields(GraphQLTypeUtil.unwrapAll(definition.getType()));
      if (!(GraphQLTypeUtil.unwrapNonNull(definition.getType()) instanceof GraphQLList)) {
        return Extent.sum(cost, walk(field.getSelectionSet(), new Scope(type, size)));
      }
      int entries = size > 0 ? size : scope.size() > 0 ? scope.size() : LIST_ENTRIES;
      return Extent.sum(cost, product(entries, walk(field.getSelectionSet(), new Scope(type, 0))));
    }

    /** The number of entries that the arguments ask for, 0 if there is no such argument. */
    private int sizeOf(Field field, GraphQLFieldDefinition definition) {
      int size = 0;
      boolean sized = false;
      for (var argument : definition.getArguments()) {
        if (SIZE_ARGUMENTS.contains(argument.getName())) {
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
      return sized && size <= 0 ? PAGE_ENTRIES : size;
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

  private static int product(int one, int other) {
    return (int) Math.min((long) one * other, Integer.MAX_VALUE);
  }
}
