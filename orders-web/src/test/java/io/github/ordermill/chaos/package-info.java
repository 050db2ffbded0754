/**
 * Chaos suite, {@code ./mvnw verify -Pchaos}: kills processes and duplicates, shuffles and corrupts
 * messages under load, then checks {@link io.github.ordermill.chaos.Invariants} against the event
 * log. Each test class covers one kind of fault, on servers of {@code launcher}; the results are
 * the table of guarantees.
 */
package io.github.ordermill.chaos;
