package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Text;

/**
 * Counts dead letters.
 *
 * @param projection only those of this projection; null for all
 * @param settled those that were retried or discarded, in place of open ones
 */
public record CountDeadLetters(@Text(max = 100) String projection, boolean settled)
    implements Query<Integer> {}
