package io.github.ordermill.shared.web.graphql.schema;

/**
 * The beans whose methods answer the fields of the schema. In the GraphQL context of an execution,
 * so that one schema serves any number of engines.
 */
@FunctionalInterface
public interface ApiBeans {

  /**
   * The bean of a class.
   *
   * @throws RuntimeException if there is none
   */
  Object get(Class<?> type);
}
