package io.github.ordermill.shared.application;

/**
 * A question: a record whose components carry Bean Validation constraints. It has exactly one
 * {@link QueryHandler}.
 *
 * @param <R> the answer
 */
public interface Query<R> {}
