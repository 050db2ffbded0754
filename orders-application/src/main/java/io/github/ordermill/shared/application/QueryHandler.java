package io.github.ordermill.shared.application;

/**
 * Handler of one type of query. It reads views and changes nothing.
 *
 * @param <Q> type of the query; the bus finds the handler by it
 * @param <R> type of the result
 */
public interface QueryHandler<Q extends Query<R>, R> {

  /** Executes a valid query. */
  R handle(Q query);
}
