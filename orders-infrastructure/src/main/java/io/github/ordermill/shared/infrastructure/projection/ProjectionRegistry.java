package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Registry of this node's projections: every CDI bean of type {@link Projection} has a runner. Its
 * thread schedules retries and the scan for missed events.
 */
@ApplicationScoped
public class ProjectionRegistry implements Runnable {

  private static final Logger LOG = Logger.getLogger(ProjectionRegistry.class.getName());

  private static final long TICK_MILLIS = 100;
  private static final int TICKS_PER_SCAN = 50;

  private final Map<String, ProjectionRunner> runners = new TreeMap<>();
  private volatile boolean stopped;

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

  /** Retries and scans until stopped; survives the loss of the database. */
  @Override
  public void run() {
    for (long tick = 0; !stopped; tick++) {
      for (var runner : runners.values()) {
        try {
          runner.retryDue();
          if (tick % TICKS_PER_SCAN == 0) {
            runner.scanForMissedEvents();
          }
        } catch (Unavailable away) {
          LOG.log(Level.FINE, "Scan and retries of {0} wait for the database", runner.name());
        } catch (RuntimeException fault) {
          LOG.log(Level.WARNING, fault, () -> "Scan or retries of " + runner.name() + " failed");
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopped = true;
      }
    }
  }

  /** Ends {@link #run} soon, and makes threads that wait for the database fail. */
  public void stop() {
    stopped = true;
    runners.values().forEach(ProjectionRunner::stop);
  }
}
