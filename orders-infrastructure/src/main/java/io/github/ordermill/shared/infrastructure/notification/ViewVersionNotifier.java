package io.github.ordermill.shared.infrastructure.notification;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.application.ViewVersionFeed;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.notification.WatchRegistry.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells watchers what the database shows that queries read from. A commit that it is told of is
 * passed on as soon as it can be read; where queries read from a replica, that is looked up until
 * it is so. Besides, everything watched is looked up once a second, so that nobody waits for ever
 * for news that got lost.
 */
@ApplicationScoped
public class ViewVersionNotifier implements ViewVersionFeed, Runnable {

  private static final Logger LOG = Logger.getLogger(ViewVersionNotifier.class.getName());

  private static final long ROUND_MILLIS = 1_000;

  /** Between two looks at a replica that does not show a commit yet; doubled up to a round. */
  private static final long REPLICA_MILLIS = 10;

  /** Between two looks at everything, however often somebody asks for it. */
  private static final long BREATH_MILLIS = 100;

  private final WatchRegistry watches = new WatchRegistry();

  /** Committed, and not shown by the replica yet: up to which version. */
  private final Map<Subject, Integer> awaited = new ConcurrentHashMap<>();

  private final Semaphore wakeUps = new Semaphore(0);
  private volatile boolean askedForAll;
  private volatile boolean stopped;

  private Database database;

  /** For CDI only. */
  protected ViewVersionNotifier() {}

  @Inject
  ViewVersionNotifier(Database database) {
    this.database = database;
  }

  @Override
  public Watch watch(String projection, UUID id, int seen, IntConsumer listener) {
    return watches.add(new Subject(projection, id), seen, listener);
  }

  /** Takes in what has been committed, here or on another node. */
  void committed(String projection, Map<UUID, Integer> versions) {
    if (watches.isEmpty()) {
      return;
    }
    versions.forEach(
        (id, version) -> {
          var subject = new Subject(projection, id);
          if (!database.hasReplica()) {
            watches.tell(subject, version);
          } else if (watches.isWatched(subject)) {
            awaited.merge(subject, version, Math::max);
          }
        });
    if (!awaited.isEmpty()) {
      wakeUp();
    }
  }

  /** Takes in that anything may have been committed. */
  void lookAtAll() {
    askedForAll = true;
    wakeUp();
  }

  private void wakeUp() {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  /** Ends {@link #run} soon. */
  public void stop() {
    stopped = true;
    wakeUps.release();
  }

  /** Looks until stopped; outlives the loss of the database. */
  @Override
  public void run() {
    long pause = ROUND_MILLIS;
    long lastRound = System.nanoTime();
    while (!stopped) {
      try {
        if (wakeUps.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
          pause = REPLICA_MILLIS;
        }
        long sinceRound = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastRound);
        if (sinceRound >= (askedForAll ? BREATH_MILLIS : ROUND_MILLIS)) {
          askedForAll = false;
          lastRound = System.nanoTime();
          look(watches.subjects());
          sinceRound = 0;
        } else {
          look(awaited.keySet());
        }
        pause = nextPause(pause, sinceRound);
      } catch (Unavailable away) {
        LOG.log(Level.FINE, "The lookout waits for the database");
        pause = ROUND_MILLIS;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopped = true;
      } catch (RuntimeException fault) {
        LOG.log(Level.WARNING, fault, () -> "The lookout sees nothing");
        pause = ROUND_MILLIS;
      }
    }
  }

  private long nextPause(long before, long sinceRound) {
    long untilRound = Math.max(1, ROUND_MILLIS - sinceRound);
    if (askedForAll) {
      return Math.max(1, BREATH_MILLIS - sinceRound);
    }
    return awaited.isEmpty() ? untilRound : Math.min(2 * before, untilRound);
  }

  private void look(Collection<Subject> subjects) {
    subjects.stream()
        .collect(groupingBy(Subject::projection, mapping(Subject::id, toList())))
        .forEach(
            (projection, ids) ->
                shown(projection, ids)
                    .forEach((id, version) -> tell(new Subject(projection, id), version)));
    awaited.keySet().removeIf(subject -> !watches.isWatched(subject));
  }

  private void tell(Subject subject, int version) {
    watches.tell(subject, version);
    awaited.computeIfPresent(subject, (same, until) -> until <= version ? null : until);
  }

  private Map<UUID, Integer> shown(String projection, Collection<UUID> ids) {
    var versions = new HashMap<UUID, Integer>();
    database.read(
        connection ->
            Sql.query(
                connection,
                """
                SELECT aggregate_id, version FROM views.projection_checkpoint
                WHERE projection = ? AND aggregate_id = ANY (?)
                """,
                row -> versions.put(Sql.uuid(row, "aggregate_id"), row.getInt("version")),
                projection,
                ids.toArray(UUID[]::new)));
    return versions;
  }
}
