package io.github.ordermill.shared.web.graphql.limits;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Walk over selections, depth first and in the order of the text. The value of a selection set is
 * the combination of the values of its selections. A walker decides itself whether it follows the
 * spread of a fragment; by default it does not, so that a walk over all definitions of a document
 * is linear in its length and ends even if fragments are cyclic.
 *
 * @param <C> context that is passed down, such as the type that is selected from
 * @param <V> value that is passed up
 */
abstract class SelectionWalker<C, V> {

  private final V empty;

  /** With the value of an empty selection set. */
  SelectionWalker(V empty) {
    this.empty = empty;
  }

  protected abstract V combine(V one, V other);

  /** The value of a field; has to walk its selection set, too. */
  protected abstract V field(Field field, C context);

  protected V inlineFragment(InlineFragment fragment, C context) {
    var condition = fragment.getTypeCondition();
    return walk(
        fragment.getSelectionSet(), condition == null ? context : narrowed(context, condition));
  }

  /** The value of the spread of a fragment, which may be undefined or cyclic. */
  protected V spread(FragmentSpread spread, C context) {
    return empty;
  }

  /** The context within a fragment. */
  protected C narrowed(C context, TypeName condition) {
    return context;
  }

  final V walk(FragmentDefinition fragment, C context) {
    return walk(fragment.getSelectionSet(), narrowed(context, fragment.getTypeCondition()));
  }

  /** The value of a selection set, which may be null. */
  final V walk(SelectionSet selections, C context) {
    var value = empty;
    if (selections == null) {
      return value;
    }
    for (var selection : selections.getSelections()) {
      if (selection instanceof Field field) {
        value = combine(value, field(field, context));
      } else if (selection instanceof InlineFragment fragment) {
        value = combine(value, inlineFragment(fragment, context));
      } else if (selection instanceof FragmentSpread spread) {
        value = combine(value, spread(spread, context));
      }
    }
    return value;
  }

  /** The fragments of a document; the last one where a name is not unique. */
  static Map<String, FragmentDefinition> fragments(Document document) {
    var fragments = new LinkedHashMap<String, FragmentDefinition>();
    for (var fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      fragments.put(fragment.getName(), fragment);
    }
    return fragments;
  }

  static GraphQLFieldsContainer rootType(GraphQLSchema schema, OperationDefinition operation) {
    return switch (operation.getOperation()) {
      case QUERY -> schema.getQueryType();
      case MUTATION -> schema.getMutationType();
      case SUBSCRIPTION -> schema.getSubscriptionType();
    };
  }

  /** The type if it has fields, otherwise null; a union has none but {@code __typename}. */
  static GraphQLFieldsContainer withFields(GraphQLType type) {
    return type instanceof GraphQLFieldsContainer fields ? fields : null;
  }
}
