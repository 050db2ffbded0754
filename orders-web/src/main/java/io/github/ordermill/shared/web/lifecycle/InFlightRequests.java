package io.github.ordermill.shared.web.lifecycle;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Counts what a stop has to wait for, requests without an answer above all; as the managed bean
 * {@code io.github.ordermill:type=InFlightRequests}.
 */
@ApplicationScoped
public class InFlightRequests implements InFlightRequestsMXBean {

  private static final String NAME = "io.github.ordermill:type=InFlightRequests";

  private final AtomicInteger count = new AtomicInteger();
  private final Queue<Runnable> farewells = new ConcurrentLinkedQueue<>();
  private volatile boolean last;

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    // observing builds this bean, so that a stop finds it though nobody ever asked for anything
  }

  @PostConstruct
  void register() {
    unregister();
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  @PreDestroy
  void unregister() {
    try {
      var beans = ManagementFactory.getPlatformMBeanServer();
      var name = new ObjectName(NAME);
      if (beans.isRegistered(name)) {
        beans.unregisterMBean(name);
      }
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One more to wait for. */
  public void begin() {
    count.incrementAndGet();
  }

  /** One less to wait for. */
  public void end() {
    count.decrementAndGet();
  }

  /** Whether each answer is to be the last on its connection. */
  boolean isDraining() {
    return last;
  }

  /** Calls {@code farewell} when the stop begins. */
  public void onDrain(Runnable farewell) {
    farewells.add(farewell);
  }

  @Override
  public int getCount() {
    return count.get();
  }

  @Override
  public void drain() {
    last = true;
    farewells.forEach(Runnable::run);
  }
}
