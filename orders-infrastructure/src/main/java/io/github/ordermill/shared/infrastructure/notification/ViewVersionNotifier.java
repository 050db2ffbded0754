package io.github.ordermill.shared.infrastructure.notification;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.github.ordermill.shared.application.ViewVersionFeed;
import io.github.ordermill.shared.application.background.BackgroundTask;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.notification.WatchRegistry.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Notifies listeners of view versions as soon as queries can read them: at the commit, or, where
 * queries read from a replica, once the replica shows the version, which is polled. All watched
 * versions are checked once a second besides, in case a notification was lost.
 */
@ApplicationScoped
public class ViewVersionNotifier implements ViewVersionFeed, BackgroundTask {

  /** Interval between two checks of all watched versions. */
  private static final long FULL_CHECK_MILLIS = 1_000;

  /** Minimum interval between two checks of all watched versions, however often requested. */
  private static final long MIN_FULL_CHECK_MILLIS = 100;

  /** First interval for polling a replica; doubles up to the next full check. */
  private static final long REPLICA_POLL_MILLIS = 10;

  private final WatchRegistry watches = new WatchRegistry();

  /** Committed versions that the replica does not show yet. */
  private final Map<Subject, Integer> awaited = new ConcurrentHashMap<>();

  private final Semaphore wakeUps = new Semaphore(0);
  private volatile boolean fullCheckRequested;

  /** Milliseconds to wait before the next check; used by the loop's thread only. */
  private long wait = FULL_CHECK_MILLIS;

  private long lastFullCheck = System.nanoTime();

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

  /** Handles a commit on this or another node. */
  void committed(String projection, Map<UUID, Integer> versions) {
    if (watches.isEmpty()) {
      return;
    }
    versions.forEach(
        (id, version) -> {
          var subject = new Subject(projection, id);
          if (!database.hasReplica()) {
            watches.notify(subject, version);
          } else if (watches.isWatched(subject)) {
            awaited.merge(subject, version, Math::max);
          }
        });
    if (!awaited.isEmpty()) {
      wakeUp();
    }
  }

  /** Requests a check of all watched versions. */
  void checkAll() {
    fullCheckRequested = true;
    wakeUp();
  }

  private void wakeUp() {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  @Override
  public String loopName() {
    return "view-versions";
  }

  /** None: a turn waits by itself, and may be woken up. */
  @Override
  public Duration pause() {
    return Duration.ZERO;
  }

  @Override
  public void stop() {
    wakeUp();
  }

  /** Waits until a check is due or requested, then checks. */
  @Override
  public void turn(Heartbeat heartbeat) throws InterruptedException {
    if (wakeUps.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
      wait = REPLICA_POLL_MILLIS;
    }
    long lastWait = wait;
    wait = FULL_CHECK_MILLIS; // unless the check succeeds
    long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastFullCheck);
    if (elapsed >= (fullCheckRequested ? MIN_FULL_CHECK_MILLIS : FULL_CHECK_MILLIS)) {
      fullCheckRequested = false;
      lastFullCheck = System.nanoTime();
      check(watches.subjects());
      elapsed = 0;
    } else {
      check(awaited.keySet());
    }
    wait = nextPause(lastWait, elapsed);
  }

  private long nextPause(long before, long sinceFullCheck) {
    if (fullCheckRequested) {
      return Math.max(1, MIN_FULL_CHECK_MILLIS - sinceFullCheck);
    }
    long untilFullCheck = Math.max(1, FULL_CHECK_MILLIS - sinceFullCheck);
    return awaited.isEmpty() ? untilFullCheck : Math.min(2 * before, untilFullCheck);
  }

  private void check(Collection<Subject> subjects) {
    subjects.stream()
        .collect(groupingBy(Subject::projection, mapping(Subject::id, toList())))
        .forEach(
            (projection, ids) ->
                readVersions(projection, ids)
                    .forEach((id, version) -> notify(new Subject(projection, id), version)));
    awaited.keySet().removeIf(subject -> !watches.isWatched(subject));
  }

  private void notify(Subject subject, int version) {
    watches.notify(subject, version);
    awaited.computeIfPresent(subject, (same, until) -> until <= version ? null : until);
  }

  private Map<UUID, Integer> readVersions(String projection, Collection<UUID> ids) {
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
