/**
 * Publishes events from the outbox to the topic {@code orders.events}: at least once, those of each
 * aggregate type in the order of the log, from one node at a time.
 */
package io.github.ordermill.shared.infrastructure.relay;
