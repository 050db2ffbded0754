package io.github.ordermill.shared.infrastructure.resourceadapter;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.transaction.xa.XAResource;

/** The subscriptions of this node by activation spec, each with its managed bean. */
final class Activations {

  private final Map<ActivationSpec, RenewableActivation> bySpec =
      Collections.synchronizedMap(new IdentityHashMap<>());

  void start(EventSubscription spec, RenewableActivation subscription) throws ResourceException {
    bySpec.put(spec, subscription);
    try {
      var beans = ManagementFactory.getPlatformMBeanServer();
      var name = name(spec);
      if (beans.isRegistered(name)) {
        beans.unregisterMBean(name);
      }
      beans.registerMBean(new StandardMBean(subscription, SubscriptionMXBean.class, true), name);
    } catch (JMException e) {
      throw new ResourceException(e);
    }
    subscription.start();
  }

  void stop(EventSubscription spec) {
    var subscription = bySpec.remove(spec);
    if (subscription == null) {
      return;
    }
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name(spec));
    } catch (JMException gone) {
      // replaced by that of a newer deployment
    }
    subscription.stop();
  }

  void stopAll() {
    for (var spec : List.copyOf(bySpec.keySet())) {
      stop((EventSubscription) spec);
    }
  }

  XAResource[] xaResources(ActivationSpec... specs) {
    var resources = new ArrayList<XAResource>();
    for (var spec : specs) {
      var subscription = bySpec.get(spec);
      if (subscription != null) {
        resources.addAll(subscription.getXAResources());
      }
    }
    return resources.toArray(XAResource[]::new);
  }

  private static ObjectName name(EventSubscription spec) throws JMException {
    return new ObjectName(
        "io.github.ordermill:type=Subscription,name=" + spec.getSubscriptionName());
  }
}
