package io.github.ordermill.shared.web.graphql.limits;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import io.github.ordermill.shared.web.graphql.errors.ErrorCode;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds {@code @skip} and {@code @include} on the root field of a subscription, which <a
 * href="https://spec.graphql.org/September2025/#sec-Single-Root-Field">must have exactly one</a>,
 * whatever its variables are. Before the validation of graphql-java, which evaluates these
 * directives without variables and fails.
 */
public final class SubscriptionRoots extends SelectionWalker<Void, Void> {

  private static final Set<String> CONDITIONS = Set.of("skip", "include");

  private final Map<String, FragmentDefinition> fragments;
  private final Set<String> spread = new HashSet<>();
  private final List<GraphQLError> errors = new ArrayList<>();

  private SubscriptionRoots(Document document) {
    super(null);
    fragments = fragments(document);
  }

  /** An error for each such directive. */
  public static List<GraphQLError> conditions(Document document) {
    var roots = new SubscriptionRoots(document);
    for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      if (operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION) {
        roots.walk(operation.getSelectionSet(), null);
      }
    }
    return roots.errors;
  }

  @Override
  protected Void combine(Void one, Void other) {
    return null;
  }

  @Override
  protected Void field(Field field, Void context) {
    check(field);
    return null;
  }

  @Override
  protected Void inlineFragment(InlineFragment fragment, Void context) {
    check(fragment);
    return super.inlineFragment(fragment, null);
  }

  @Override
  protected Void spread(FragmentSpread spread, Void context) {
    check(spread);
    var fragment = fragments.get(spread.getName());
    return fragment != null && this.spread.add(spread.getName()) ? walk(fragment, null) : null;
  }

  private void check(DirectivesContainer<?> place) {
    for (var directive : place.getDirectives()) {
      if (CONDITIONS.contains(directive.getName())) {
        errors.add(
            GraphqlErrorBuilder.newError()
                .message(
                    "The root field of a subscription must not have '@%s'", directive.getName())
                .location(directive.getSourceLocation())
                .extensions(GraphqlErrors.extensions(ErrorCode.GRAPHQL_VALIDATION_FAILED, Map.of()))
                .build());
      }
    }
  }
}
