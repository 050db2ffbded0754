package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.application.background.BackgroundTask;
import io.github.ordermill.shared.application.background.Each;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Registry of this node's projections: every CDI bean of type {@link Projection} has a runner. Its
 * thread schedules retries and the scan for missed events.
 */
@ApplicationScoped
public class ProjectionRegistry implements BackgroundTask {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration SCAN_INTERVAL = Duration.ofSeconds(5);

  private final Map<String, ProjectionRunner> runners = new TreeMap<>();
  private long scannedAt = System.nanoTime() - SCAN_INTERVAL.toNanos();

  /** For CDI only. */
  protected ProjectionRegistry() {}

  @Inject
  ProjectionRegistry(
      @Any Instance<Projection> projections,
      Database database,
      EventLog log,
      Clock clock,
      CommitListener commits,
      @ConfigProperty(name = "orders.projection.max.attempts", defaultValue = "5")
          int maxAttempts) {
    this((Iterable<Projection>) projections, database, log, clock, commits, maxAttempts);
  }

  /** Outside of a container. */
  ProjectionRegistry(
      Iterable<Projection> projections,
      Database database,
      EventLog log,
      Clock clock,
      CommitListener commits,
      int maxAttempts) {
    for (var projection : projections) {
      runners.put(
          projection.name(),
          new ProjectionRunner(projection, database, log, clock, maxAttempts, commits));
    }
  }

  /**
   * Runner of the projection of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ProjectionRunner runner(String name) {
    var runner = runners.get(name);
    if (runner == null) {
      throw new IllegalArgumentException("no projection " + name);
    }
    return runner;
  }

  /** All runners, by name. */
  public Collection<ProjectionRunner> all() {
    return runners.values();
  }

  @Override
  public String loopName() {
    return "projections";
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  /** Retries, and scans when it is time; a projection that fails does not hold up the others. */
  @Override
  public void turn(Heartbeat heartbeat) throws Exception {
    boolean isScanDue = System.nanoTime() - scannedAt >= SCAN_INTERVAL.toNanos();
    if (isScanDue) {
      scannedAt = System.nanoTime();
    }
    Each.of(
        runners.values(),
        runner -> {
          runner.retryDue();
          if (isScanDue || runner.areMissedEventsExpected()) {
            runner.scanForMissedEvents();
          }
          runner.upgradeRows();
          heartbeat.beat();
        });
  }

  /** Makes threads that wait for the database fail. */
  @Override
  public void stop() {
    runners.values().forEach(ProjectionRunner::stop);
  }
}
