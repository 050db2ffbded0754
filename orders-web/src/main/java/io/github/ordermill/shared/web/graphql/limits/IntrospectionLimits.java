package io.github.ordermill.shared.web.graphql.limits;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.introspection.IntrospectionQuery;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.NullValue;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.github.ordermill.shared.web.graphql.errors.ErrorCode;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Limits of what an operation may ask of the schema: no list of types within itself, such as the
 * fields of the types of fields, and {@value #FULL_ANSWERS} times the answer to the introspection
 * query of tools, counted in values. Lists count by their average size in this schema.
 *
 * <p>In place of graphql-java's own check, which refuses the second {@code __type} of an operation.
 */
public final class IntrospectionLimits {

  private static final int FULL_ANSWERS = 2;

  /** Lists of a type whose entries lead to types again. */
  private static final Set<String> CYCLIC =
      Set.of("fields", "inputFields", "interfaces", "possibleTypes");

  private static final Optional<Set<String>> OUTSIDE = Optional.empty();
  private static final String NAME = "introspection";
  private static final String INCLUDE_DEPRECATED = "includeDeprecated";

  private final Map<String, Integer> sizes = new HashMap<>();
  private final int limit;

  public IntrospectionLimits(GraphQLSchema schema) {
    var types = schema.getAllTypesAsList();
    var fields =
        types.stream()
            .filter(GraphQLFieldsContainer.class::isInstance)
            .flatMap(type -> ((GraphQLFieldsContainer) type).getFieldDefinitions().stream())
            .toList();
    sizes.put("types", types.size());
    sizes.put("directives", schema.getDirectives().size());
    sizes.put(
        "fields",
        average(types, GraphQLFieldsContainer.class, it -> it.getFieldDefinitions().size()));
    sizes.put(
        "args", 1 + fields.stream().mapToInt(it -> it.getArguments().size()).sum() / fields.size());
    sizes.put(
        "inputFields",
        average(types, GraphQLInputObjectType.class, it -> it.getFieldDefinitions().size()));
    sizes.put("enumValues", average(types, GraphQLEnumType.class, it -> it.getValues().size()));
    limit = full();
  }

  private static <T> int average(List<?> types, Class<T> kind, ToIntFunction<T> size) {
    return 1
        + (int)
            types.stream()
                .filter(kind::isInstance)
                .mapToInt(type -> size.applyAsInt(kind.cast(type)))
                .average()
                .orElse(0);
  }

  private int full() {
    var document = Parser.parse(IntrospectionQuery.INTROSPECTION_QUERY);
    var query = document.getDefinitionsOfType(OperationDefinition.class).get(0);
    return Values.product(
        FULL_ANSWERS, new Values(document).walk(query.getSelectionSet(), OUTSIDE));
  }

  /**
   * The errors of the operations of a document that exceed a limit, or give null for {@code
   * includeDeprecated}.
   *
   * @param document with as many fields as are allowed at most, and no cyclic fragments
   */
  public List<GraphQLError> exceededBy(Document document) {
    var errors = new ArrayList<GraphQLError>();
    for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      var values = new Values(document);
      int number = values.walk(operation.getSelectionSet(), OUTSIDE);
      if (values.cyclic) {
        errors.add(
            GraphqlErrors.limitExceeded(
                "The operation asks for the schema within itself", NAME, 1, 2, "of each list"));
      } else if (number > limit) {
        errors.add(
            GraphqlErrors.limitExceeded(
                "The operation asks for too much of the schema", NAME, limit, number, "values"));
      }
      errors.addAll(values.errors);
    }
    return errors;
  }

  /**
   * The type of an argument. That of {@code includeDeprecated} is not null, after the specification
   * of September 2025; graphql-java has that of an earlier one, and fails for null.
   */
  static GraphQLInputType typeOf(GraphQLArgument argument) {
    return argument.getName().equals(INCLUDE_DEPRECATED)
        ? GraphQLNonNull.nonNull(GraphQLTypeUtil.unwrapNonNull(argument.getType()))
        : argument.getType();
  }

  /**
   * Number of values in the answer below {@code __schema} and {@code __type}. The context is the
   * cyclic lists that the walk is in, empty outside of the schema.
   */
  private final class Values extends SelectionWalker<Optional<Set<String>>, Integer> {

    private final Map<String, FragmentDefinition> fragments;
    private final List<GraphQLError> errors = new ArrayList<>();
    private boolean cyclic;

    Values(Document document) {
      super(0);
      fragments = fragments(document);
    }

    @Override
    protected Integer combine(Integer one, Integer other) {
      return Extent.sum(one, other);
    }

    @Override
    protected Integer spread(FragmentSpread spread, Optional<Set<String>> lists) {
      var fragment = fragments.get(spread.getName());
      return fragment == null ? 0 : walk(fragment, lists);
    }

    @Override
    protected Integer field(Field field, Optional<Set<String>> lists) {
      if (lists.isEmpty()) {
        return walk(
            field.getSelectionSet(), Introspection.isRoot(field) ? Optional.of(Set.of()) : OUTSIDE);
      }
      for (var argument : field.getArguments()) {
        if (argument.getName().equals(INCLUDE_DEPRECATED)
            && argument.getValue() instanceof NullValue) {
          errors.add(mustNotBeNull(field));
        }
      }
      var below = lists.get();
      if (CYCLIC.contains(field.getName())) {
        cyclic |= below.contains(field.getName());
        below = new HashSet<>(below);
        below.add(field.getName());
      }
      int selected = walk(field.getSelectionSet(), Optional.of(below));
      return product(sizes.getOrDefault(field.getName(), 1), Extent.sum(1, selected));
    }

    private static GraphQLError mustNotBeNull(Field field) {
      return GraphqlErrorBuilder.newError()
          .message("Argument '%s' must not be null", INCLUDE_DEPRECATED)
          .location(field.getSourceLocation())
          .extensions(GraphqlErrors.extensions(ErrorCode.GRAPHQL_VALIDATION_FAILED, Map.of()))
          .build();
    }

    static int product(int one, int other) {
      return (int) Math.min((long) one * other, Integer.MAX_VALUE);
    }
  }
}
