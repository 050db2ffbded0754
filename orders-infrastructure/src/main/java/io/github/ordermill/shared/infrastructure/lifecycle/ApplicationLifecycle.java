package io.github.ordermill.shared.infrastructure.lifecycle;

import io.github.ordermill.shared.application.background.BackgroundLoops;
import io.github.ordermill.shared.application.background.BackgroundTask;
import io.github.ordermill.shared.infrastructure.database.Migrations;
import io.github.ordermill.shared.infrastructure.signing.StoredSigningKeys;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Runs the migrations and starts the loops of all background tasks: relay, retries and scan of the
 * projections, notification, cleanup, signing keys. Stops them with the application.
 */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ApplicationLifecycle {

  /** Limit for all threads together. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

  private Migrations migrations;
  private Instance<BackgroundTask> tasks;
  private BackgroundLoops loops;
  private StoredSigningKeys signingKeys;
  private ProjectionMetrics metrics;
  private ReadDatabase readDatabase;
  private StartState state;

  @Resource ManagedThreadFactory threads;

  /** For the container. */
  public ApplicationLifecycle() {}

  @Inject
  ApplicationLifecycle(
      Migrations migrations,
      @Any Instance<BackgroundTask> tasks,
      BackgroundLoops loops,
      StoredSigningKeys signingKeys,
      ProjectionMetrics metrics,
      ReadDatabase readDatabase,
      StartState state) {
    this.migrations = migrations;
    this.tasks = tasks;
    this.loops = loops;
    this.signingKeys = signingKeys;
    this.metrics = metrics;
    this.readDatabase = readDatabase;
    this.state = state;
  }

  @PostConstruct
  void start() {
    try {
      startAll();
      state.started();
    } catch (RuntimeException | Error fault) {
      throw StartFailure.of(fault);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw StartFailure.because("The start was interrupted.");
    }
  }

  private void startAll() throws InterruptedException {
    migrations.run();
    readDatabase.check();
    signingKeys.refresh();
    metrics.register();
    tasks.forEach(task -> loops.start(task, threads));
  }

  @PreDestroy
  void stop() {
    loops.stop(STOP_LIMIT);
  }
}
