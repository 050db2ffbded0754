package io.github.ordermill.shared.infrastructure.resourceadapter;

/**
 * Managed bean of one durable subscription on this node, {@code
 * io.github.ordermill:type=Subscription,name=…}. The adapter and the application have different
 * class loaders.
 */
public interface SubscriptionMXBean {

  /** Name of its queue at the broker. */
  String getQueue();

  /** Whether its consumers have been set up, and are not being renewed. */
  boolean isActive();

  /**
   * Whether it is active, but its consumers were lost: closed by the broker since the queue was
   * deleted, or connected again to a broker that was restarted and may not have the queue any more.
   * False while the client tries to connect again.
   */
  boolean isLost();

  /** Closes the consumers, creates the queue if the broker does not have it, and consumes again. */
  void renew();
}
