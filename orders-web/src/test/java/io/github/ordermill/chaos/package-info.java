/**
 * The fault suite, {@code ./mvnw verify -Pchaos}: real processes are killed, messages doubled,
 * shuffled and spoiled, all under load; then every view must equal the fold of the log, row by row.
 * Begin with {@link io.github.ordermill.chaos.Invariants}; each {@code …IT} is a group of faults.
 */
package io.github.ordermill.chaos;
