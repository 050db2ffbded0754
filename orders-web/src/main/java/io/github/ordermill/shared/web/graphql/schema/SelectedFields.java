package io.github.ordermill.shared.web.graphql.schema;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.SelectionSet;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The fields that an operation selects below the field that is being fetched, so that no more is
 * read for them than needed. A field that a directive leaves out counts as selected.
 */
public final class SelectedFields {

  private final Map<String, FragmentDefinition> fragments;

  private SelectedFields(Map<String, FragmentDefinition> fragments) {
    this.fragments = fragments;
  }

  /**
   * The names of the selected fields.
   *
   * @param path names of fields from the one that is being fetched, not included, to the one whose
   *     selection is asked for; empty for the selection of the field itself
   */
  public static Set<String> of(DataFetchingEnvironment field, String... path) {
    var selected = new SelectedFields(field.getFragmentsByName());
    var fields = field.getMergedField().getFields();
    for (var name : path) {
      var next = new ArrayList<Field>();
      selected.forEach(
          fields,
          it -> {
            if (it.getName().equals(name)) {
              next.add(it);
            }
          });
      fields = next;
    }
    var names = new HashSet<String>();
    selected.forEach(fields, it -> names.add(it.getName()));
    return names;
  }

  private void forEach(List<Field> parents, Consumer<Field> action) {
    parents.forEach(parent -> forEach(parent.getSelectionSet(), action));
  }

  private void forEach(SelectionSet selections, Consumer<Field> action) {
    if (selections == null) {
      return;
    }
    for (var selection : selections.getSelections()) {
      if (selection instanceof Field field) {
        action.accept(field);
      } else if (selection instanceof InlineFragment fragment) {
        forEach(fragment.getSelectionSet(), action);
      } else if (selection instanceof FragmentSpread spread) {
        forEach(fragments.get(spread.getName()).getSelectionSet(), action);
      }
    }
  }
}
