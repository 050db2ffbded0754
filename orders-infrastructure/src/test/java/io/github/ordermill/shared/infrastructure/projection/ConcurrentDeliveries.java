package io.github.ordermill.shared.infrastructure.projection;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Threads that hand in deliveries at a time, as the sessions of message-driven beans do. */
public final class ConcurrentDeliveries {

  private ConcurrentDeliveries() {}

  /** Goes on once all of them are done; fails if one has failed. */
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
