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
import io.github.ordermill.shared.web.graphql.schema.AnnotatedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds the {@link AnnotatedSchema#UNSUPPORTED_DIRECTIVES}, which graphql-java adds to every schema
 * and would take as valid.
 */
public final class UnsupportedDirectives extends SelectionWalker<Void, Void> {

  private final List<GraphQLError> errors = new ArrayList<>();

  private UnsupportedDirectives() {
    super(null);
  }

  /** An error for each such directive. */
  public static List<GraphQLError> in(Document document) {
    var found = new UnsupportedDirectives();
    for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      found.check(operation);
      found.walk(operation.getSelectionSet(), null);
    }
    for (var fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      found.check(fragment);
      found.walk(fragment, null);
    }
    return found.errors;
  }

  @Override
  protected Void combine(Void one, Void other) {
    return null;
  }

  @Override
  protected Void field(Field field, Void context) {
    check(field);
    return walk(field.getSelectionSet(), null);
  }

  @Override
  protected Void inlineFragment(InlineFragment fragment, Void context) {
    check(fragment);
    return super.inlineFragment(fragment, null);
  }

  @Override
  protected Void spread(FragmentSpread spread, Void context) {
    check(spread);
    return null;
  }

  private void check(DirectivesContainer<?> place) {
    for (var directive : place.getDirectives()) {
      if (AnnotatedSchema.UNSUPPORTED_DIRECTIVES.contains(directive.getName())) {
        errors.add(
            GraphqlErrorBuilder.newError()
                .message("There is no directive '%s'", directive.getName())
                .location(directive.getSourceLocation())
                .extensions(GraphqlErrors.extensions(ErrorCode.GRAPHQL_VALIDATION_FAILED, Map.of()))
                .build());
      }
    }
  }
}
