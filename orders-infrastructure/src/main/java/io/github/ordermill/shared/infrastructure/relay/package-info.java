/**
 * Sends what is new in the event log to the topic {@code orders.events}, in the order of the log,
 * at least once, from one node at a time.
 */
package io.github.ordermill.shared.infrastructure.relay;
