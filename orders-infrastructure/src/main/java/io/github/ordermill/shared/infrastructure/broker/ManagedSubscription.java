package io.github.ordermill.shared.infrastructure.broker;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A subscription of this node, which the resource adapter manages, by its managed bean. */
final class ManagedSubscription {

  private static final String ALL = "io.github.ordermill:type=Subscription,*";
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  private final ObjectName bean;

  private ManagedSubscription(ObjectName bean) {
    this.bean = bean;
  }

  /** The subscriptions of the beans that are deployed at present. */
  static List<ManagedSubscription> all() throws JMException {
    return BEANS.queryNames(new ObjectName(ALL), null).stream()
        .map(ManagedSubscription::new)
        .toList();
  }

  /** Name of the subscription, which is that of its projection. */
  String name() {
    return bean.getKeyProperty("name");
  }

  String queue() throws JMException {
    return (String) BEANS.getAttribute(bean, "Queue");
  }

  boolean isLost() throws JMException {
    return (Boolean) BEANS.getAttribute(bean, "Lost");
  }

  boolean isActive() throws JMException {
    return (Boolean) BEANS.getAttribute(bean, "Active");
  }

  void renew() throws JMException {
    BEANS.invoke(bean, "renew", null, null);
  }
}
