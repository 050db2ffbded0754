package io.github.ordermill.shared.infrastructure.projection;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Parallel deliveries, as by the sessions of message-driven beans. */
public final class ConcurrentDeliveries {

  private ConcurrentDeliveries() {}

  /** Runs all deliveries and waits for them; fails if one of them fails. */
  public static <T> void handIn(int sessions, List<Callable<T>> deliveries) throws Exception {
    var threads = Executors.newFixedThreadPool(sessions);
    try {
      for (var done : threads.invokeAll(deliveries)) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
  }
}
