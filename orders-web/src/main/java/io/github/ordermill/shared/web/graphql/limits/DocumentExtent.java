package io.github.ordermill.shared.web.graphql.limits;

import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Size of the operations of a document, and the number of its aliases and directives. Each
 * selection set is walked once, even if its fragment is spread often.
 */
final class DocumentExtent extends SelectionWalker<Void, Extent> {

  private final Map<String, FragmentDefinition> fragments;
  private final Map<String, Extent> extents = new HashMap<>();
  private final Set<String> begun = new HashSet<>();
  private int aliases;
  private int directives;
  private int directivesAtOnePlace;
  private boolean cyclic;

  DocumentExtent(Document document) {
    super(Extent.NOTHING);
    fragments = fragments(document);
  }

  /** Measures an operation; to be called once for each. */
  Extent of(OperationDefinition operation) {
    countDirectives(operation);
    operation.getVariableDefinitions().forEach(this::countDirectives);
    return walk(operation.getSelectionSet(), null);
  }

  /** Measures the fragments that no operation spreads. */
  void completeFragments() {
    fragments.keySet().forEach(this::ofFragment);
  }

  private Extent ofFragment(String name) {
    var fragment = fragments.get(name);
    var known = extents.get(name);
    if (known != null || fragment == null) {
      return known == null ? Extent.NOTHING : known; // validation reports an undefined fragment
    }
    if (!begun.add(name)) {
      cyclic = true;
      return Extent.NOTHING;
    }
    countDirectives(fragment);
    var extent = walk(fragment, null);
    extents.put(name, extent);
    return extent;
  }

  @Override
  protected Extent combine(Extent one, Extent other) {
    return one.plus(other);
  }

  @Override
  protected Extent field(Field field, Void context) {
    aliases += field.getAlias() == null ? 0 : 1;
    countDirectives(field);
    return walk(field.getSelectionSet(), null).inside(field);
  }

  @Override
  protected Extent inlineFragment(InlineFragment fragment, Void context) {
    countDirectives(fragment);
    return super.inlineFragment(fragment, null);
  }

  @Override
  protected Extent spread(FragmentSpread spread, Void context) {
    countDirectives(spread);
    return ofFragment(spread.getName());
  }

  private void countDirectives(DirectivesContainer<?> place) {
    int here = place.getDirectives().size();
    directives += here;
    directivesAtOnePlace = Math.max(directivesAtOnePlace, here);
  }

  int aliases() {
    return aliases;
  }

  int directives() {
    return directives;
  }

  int directivesAtOnePlace() {
    return directivesAtOnePlace;
  }

  /** Whether a fragment spreads itself, directly or through others. */
  boolean isCyclic() {
    return cyclic;
  }
}
