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
 * Number of HTTP requests and websockets that a graceful shutdown waits for, exposed as the managed
 * bean {@code io.github.ordermill:type=InFlightRequests}.
 */
@ApplicationScoped
public class InFlightRequests implements InFlightRequestsMXBean {

  private static final String NAME = "io.github.ordermill:type=InFlightRequests";

  private final AtomicInteger count = new AtomicInteger();
  private final Queue<Runnable> drainListeners = new ConcurrentLinkedQueue<>();
  private volatile boolean draining;

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    // observing creates this bean, so that a shutdown before the first request finds it
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

  /** Counts a request or websocket that begins. */
  public void begin() {
    count.incrementAndGet();
  }

  /** Counts a request or websocket that ends. */
  public void end() {
    count.decrementAndGet();
  }

  /** Whether connections are to be closed after their current answer. */
  boolean isDraining() {
    return draining;
  }

  /** Calls {@code listener} when the shutdown begins. */
  public void onDrain(Runnable listener) {
    drainListeners.add(listener);
  }

  @Override
  public int getCount() {
    return count.get();
  }

  @Override
  public void drain() {
    draining = true;
    // the thread of the signal has no class loader, without which the server creates no threads
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(InFlightRequests.class.getClassLoader());
    try {
      drainListeners.forEach(Runnable::run);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
