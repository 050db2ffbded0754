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

/** All projections of this node, and the clockwork that tries again and sweeps. */
@ApplicationScoped
public class ProjectionRegistry implements Runnable {

  private static final Logger LOG = Logger.getLogger(ProjectionRegistry.class.getName());

  private static final long TICK_MILLIS = 100;
  private static final int TICKS_PER_SWEEP = 50;

  private final Map<String, ProjectionRunner> projectors = new TreeMap<>();
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
      projectors.put(
          projection.name(),
          new ProjectionRunner(projection, database, log, clock, maxAttempts, commits));
    }
  }

  /**
   * The projector of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ProjectionRunner projector(String name) {
    var projector = projectors.get(name);
    if (projector == null) {
      throw new IllegalArgumentException("no projection " + name);
    }
    return projector;
  }

  /** All projectors, by name. */
  public Collection<ProjectionRunner> all() {
    return projectors.values();
  }

  /** Tries again and sweeps until stopped; outlives the loss of the database. */
  @Override
  public void run() {
    for (long tick = 0; !stopped; tick++) {
      for (var projector : projectors.values()) {
        try {
          projector.retryDue();
          if (tick % TICKS_PER_SWEEP == 0) {
            projector.sweep();
          }
        } catch (Unavailable away) {
          LOG.log(Level.FINE, "The sweep of {0} waits for the database", projector.name());
        } catch (RuntimeException fault) {
          LOG.log(Level.WARNING, fault, () -> "The sweep of " + projector.name() + " failed");
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

  /** Ends {@link #run} soon, and whatever waits for the database. */
  public void stop() {
    stopped = true;
    projectors.values().forEach(ProjectionRunner::stop);
  }
}
