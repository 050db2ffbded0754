package io.github.ordermill.architecture.offenders.infrastructure;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Breaks a rule on purpose; ArchitectureTest shows that it is caught. */
class ThreadOffender {

  void repeats(ScheduledExecutorService executor, Runnable work) {
    executor.scheduleAtFixedRate(work, 1, 1, TimeUnit.SECONDS);
  }
}
