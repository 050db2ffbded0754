package io.github.ordermill.shared.application;

/**
 * Answers one kind of query from its view, and changes nothing.
 *
 * @param <Q> the query, found by this type argument
 * @param <R> the answer
 */
public interface QueryHandler<Q extends Query<R>, R> {

  /** The answer to a valid query. */
  R handle(Q query);
}
