package io.github.ordermill.shared.infrastructure.running;

import io.github.ordermill.shared.infrastructure.commands.AnswerRetention;
import io.github.ordermill.shared.infrastructure.database.Migrations;
import io.github.ordermill.shared.infrastructure.feed.CommitFeed;
import io.github.ordermill.shared.infrastructure.feed.Lookout;
import io.github.ordermill.shared.infrastructure.projection.Projections;
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
public class Lifecycle {

  /** For all threads together. */
  private static final long STOP_MILLIS = 3_000;

  @Inject Migrations migrations;
  @Inject Relay relay;
  @Inject Projections projections;
  @Inject AnswerRetention retention;
  @Inject CommitFeed commits;
  @Inject Lookout lookout;
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
