package io.github.ordermill.operations.application;

/**
 * How far a projection has come.
 *
 * @param name e.g. {@code order}
 * @param lagEvents events in the log that it has not applied yet, those behind dead letters
 *     included
 * @param lagMillis age of the oldest of them in milliseconds, 0 when none
 * @param deadLetters how many events are parked
 */
public record ProjectionStatus(String name, int lagEvents, int lagMillis, int deadLetters) {}
