package io.github.ordermill.shared.application;

/**
 * A request for data, without side effects: a record whose components carry Bean Validation
 * constraints. Each query type has exactly one {@link QueryHandler}.
 *
 * @param <R> type of the result
 */
public interface Query<R> {}
