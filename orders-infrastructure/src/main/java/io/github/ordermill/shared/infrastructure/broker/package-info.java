/**
 * Supervision of the broker: {@link
 * io.github.ordermill.shared.infrastructure.broker.SubscriptionWatch} renews subscriptions that the
 * broker has lost, and reads the depths of their queues.
 */
package io.github.ordermill.shared.infrastructure.broker;
