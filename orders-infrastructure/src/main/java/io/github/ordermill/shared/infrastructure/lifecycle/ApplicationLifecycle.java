package io.github.ordermill.shared.infrastructure.lifecycle;

import io.github.ordermill.shared.infrastructure.database.Migrations;
import io.github.ordermill.shared.infrastructure.interceptors.IdempotencyRecordCleanup;
import io.github.ordermill.shared.infrastructure.notification.CommitNotifier;
import io.github.ordermill.shared.infrastructure.notification.ViewVersionNotifier;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRegistry;
import io.github.ordermill.shared.infrastructure.relay.Relay;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts what runs by itself, in order, and stops it. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ApplicationLifecycle {

  /** For all threads together. */
  private static final long STOP_MILLIS = 3_000;

  @Inject Migrations migrations;
  @Inject Relay relay;
  @Inject ProjectionRegistry projections;
  @Inject IdempotencyRecordCleanup retention;
  @Inject CommitNotifier commits;
  @Inject ViewVersionNotifier lookout;
  @Inject ProjectionMetrics metrics;

  @Resource ManagedThreadFactory threads;

  private List<Thread> running = List.of();

  @PostConstruct
  void start() {
    migrations.run();
    metrics.register();
    running =
        Stream.<Runnable>of(relay, projections, retention, commits, lookout)
            .map(threads::newThread)
            .toList();
    running.forEach(Thread::start);
  }

  @PreDestroy
  void stop() {
    relay.stop();
    projections.stop();
    retention.stop();
    commits.stop();
    lookout.stop();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
    try {
      for (var thread : running) {
        TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
