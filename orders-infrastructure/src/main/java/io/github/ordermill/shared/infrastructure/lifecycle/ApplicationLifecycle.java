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

/**
 * Runs the migrations and starts the background threads: relay, retries and scan of the
 * projections, notification, cleanup. Stops them with the application.
 */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ApplicationLifecycle {

  /** Limit for all threads together. */
  private static final long STOP_MILLIS = 3_000;

  private Migrations migrations;
  private Relay relay;
  private ProjectionRegistry projections;
  private IdempotencyRecordCleanup cleanup;
  private CommitNotifier commits;
  private ViewVersionNotifier viewVersions;
  private ProjectionMetrics metrics;

  @Resource ManagedThreadFactory threads;

  private List<Thread> running = List.of();

  /** For the container. */
  public ApplicationLifecycle() {}

  @Inject
  ApplicationLifecycle(
      Migrations migrations,
      Relay relay,
      ProjectionRegistry projections,
      IdempotencyRecordCleanup cleanup,
      CommitNotifier commits,
      ViewVersionNotifier viewVersions,
      ProjectionMetrics metrics) {
    this.migrations = migrations;
    this.relay = relay;
    this.projections = projections;
    this.cleanup = cleanup;
    this.commits = commits;
    this.viewVersions = viewVersions;
    this.metrics = metrics;
  }

  @PostConstruct
  void start() {
    migrations.run();
    metrics.register();
    running =
        Stream.<Runnable>of(relay, projections, cleanup, commits, viewVersions)
            .map(threads::newThread)
            .toList();
    running.forEach(Thread::start);
  }

  @PreDestroy
  void stop() {
    relay.stop();
    projections.stop();
    cleanup.stop();
    commits.stop();
    viewVersions.stop();
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
