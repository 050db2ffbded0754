package io.github.ordermill.shared.web.graphql.schema;

import graphql.schema.DataFetchingEnvironment;

/**
 * The field that a method of an API bean is answering on this thread. MicroProfile GraphQL gives
 * such a method its arguments only; {@link MethodHandleFetchers} binds the field before the call
 * and unbinds it after, and what needs the request, its caller for example, reads it here, on the
 * same thread and before the method returns.
 */
public final class CurrentField {

  private static final ThreadLocal<DataFetchingEnvironment> CURRENT = new ThreadLocal<>();

  private CurrentField() {}

  /**
   * The field.
   *
   * @throws IllegalStateException outside the call of an API bean
   */
  public static DataFetchingEnvironment get() {
    var field = CURRENT.get();
    if (field == null) {
      throw new IllegalStateException("no field is being fetched on this thread");
    }
    return field;
  }

  static void bind(DataFetchingEnvironment field) {
    CURRENT.set(field);
  }

  static void unbind() {
    CURRENT.remove();
  }
}
