package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Text;

/**
 * Counts open dead letters.
 *
 * @param projection only those of this projection; null for all
 */
public record CountDeadLetters(@Text(max = 100) String projection) implements Query<Integer> {}
