package io.github.ordermill.shared.web.graphql.limits;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;

/** Finds the fields that read the schema, {@code __schema} and {@code __type}. */
public final class Introspection extends SelectionWalker<Void, Boolean> {

  private Introspection() {
    super(false);
  }

  /** Whether an operation or a fragment of the document selects such a field. */
  public static boolean isSelectedIn(Document document) {
    var walker = new Introspection();
    return document.getDefinitionsOfType(OperationDefinition.class).stream()
            .anyMatch(operation -> walker.walk(operation.getSelectionSet(), null))
        || document.getDefinitionsOfType(FragmentDefinition.class).stream()
            .anyMatch(fragment -> walker.walk(fragment, null));
  }

  static boolean isRoot(Field field) {
    return field.getName().equals("__schema") || field.getName().equals("__type");
  }

  @Override
  protected Boolean combine(Boolean one, Boolean other) {
    return one || other;
  }

  @Override
  protected Boolean field(Field field, Void context) {
    return isRoot(field) || walk(field.getSelectionSet(), null);
  }
}
