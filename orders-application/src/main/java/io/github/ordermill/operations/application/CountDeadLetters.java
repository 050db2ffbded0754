package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Text;

/**
 * How many events are parked.
 *
 * @param projection in this projection, or null for all
 */
public record CountDeadLetters(@Text(max = 100) String projection) implements Query<Integer> {}
