package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.SqlFailed;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.EventRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs one projection. What the broker delivers is a hint; the log is the truth:
 *
 * <ul>
 *   <li>the next version of an aggregate is applied,
 *   <li>the same or an older version is a duplicate and skipped,
 *   <li>a later version means a gap: missing events are read from the log,
 *   <li>events that were never delivered are found by {@link #scanForMissedEvents()}.
 * </ul>
 *
 * <p>Events delivered while a transaction runs are applied together in the next one: the more there
 * are, the less each costs.
 *
 * <p>An event that cannot be applied delays its own aggregate only. It is retried after growing
 * pauses, then parked as a dead letter; later events of its aggregate wait in the log.
 */
public final class ProjectionRunner {

  private static final int MAX_AGGREGATES_PER_BATCH = 500;

  private final Projection projection;
  private final Database database;
  private final Clock clock;
  private final DeliveryQueue queue = new DeliveryQueue();
  private final AppliedVersions appliedVersions = new AppliedVersions();
  private final ProjectionCounters counters = new ProjectionCounters();
  private final MissedEventScan scan;
  private final RetryAndParking retries;
  private final UnavailabilityRetry transactions;
  private final FailureIsolation isolation;
  private final DeadLetterAdministration deadLetters;

  private volatile boolean missedEventsExpected;
  private volatile boolean isUpgraded;
  private Lag lag;
  private Instant lagAsOf;
  private Lag readersLag;
  private Instant readersLagAsOf;

  /** Creates a runner without a listener for commits. */
  public ProjectionRunner(
      Projection projection, Database database, EventLog log, Clock clock, int maxAttempts) {
    this(projection, database, log, clock, maxAttempts, CommitListener.NONE);
  }

  /**
   * Creates a runner, which works in the threads of its callers.
   *
   * @param maxAttempts attempts at an event until it is parked, 1 or more
   */
  public ProjectionRunner(
      Projection projection,
      Database database,
      EventLog log,
      Clock clock,
      int maxAttempts,
      CommitListener commits) {
    this.projection = projection;
    this.database = database;
    this.clock = clock;
    this.scan = new MissedEventScan(projection.name(), projection.aggregateType());
    this.retries = new RetryAndParking(projection.name(), maxAttempts);
    this.transactions =
        new UnavailabilityRetry(
            database,
            () -> {
              appliedVersions.clear();
              scan.forget();
            });
    var checkpoints = new ProjectionCheckpoints(projection.name());
    var transaction =
        new ProjectionTransaction(
            projection,
            log,
            clock,
            transactions,
            checkpoints,
            retries,
            appliedVersions,
            counters,
            projection.announcesCommits() ? commits : CommitListener.NONE);
    this.isolation =
        new FailureIsolation(
            projection, clock, transactions, transaction, checkpoints, retries, counters);
    this.deadLetters =
        new DeadLetterAdministration(
            database, clock, queue, transaction, isolation, checkpoints, retries, scan);
  }

  /**
   * Applies delivered events. When this returns, each is applied, was a duplicate, or waits for an
   * event before it that is being retried or is parked: in each case its message may be
   * acknowledged. Waits while the database is unavailable.
   *
   * @throws IllegalArgumentException if the log does not hold one of them; the others are settled
   * @throws Unavailable if the application stops before that
   */
  public void deliver(List<EventRef> events) {
    var fresh = events.stream().filter(event -> !isKnownAsApplied(event)).toList();
    counters.applied(0, events.size() - fresh.size(), 0);
    if (fresh.isEmpty()) {
      return;
    }
    var delivery = new DeliveryQueue.PendingDelivery(fresh);
    queue.add(delivery);
    try {
      awaitSettlement(delivery);
    } finally {
      if (!delivery.isSettled()) {
        queue.remove(delivery);
      }
    }
    var refused = delivery.refused();
    if (refused != null) {
      throw new IllegalArgumentException(
          "the log holds no version %d of %s %s"
              .formatted(refused.version(), aggregateType(), refused.aggregateId()));
    }
  }

  /** Processes batches, of which one may contain the delivery, until it is settled. */
  private void awaitSettlement(DeliveryQueue.PendingDelivery delivery) {
    while (!delivery.isSettled()) {
      try (var batch = queue.next()) {
        if (batch == null) {
          delivery.await();
        } else {
          var unknown = isolation.apply(batch.versions());
          batch.settle(event -> unknown.contains(event.aggregateId()) && !isKnownAsApplied(event));
        }
      }
    }
  }

  private boolean isKnownAsApplied(EventRef event) {
    return appliedVersions.contains(event.aggregateId(), event.version());
  }

  /** Applies the events that the log holds after the checkpoints of these aggregates. */
  public void catchUp(Collection<UUID> aggregateIds) {
    inBatches(aggregateIds, queue::take);
  }

  private void inBatches(
      Collection<UUID> aggregateIds, Function<List<UUID>, DeliveryQueue.Batch> taking) {
    var rest = List.copyOf(aggregateIds);
    while (!rest.isEmpty()) {
      var some = rest.subList(0, Math.min(MAX_AGGREGATES_PER_BATCH, rest.size()));
      try (var batch = taking.apply(some)) {
        isolation.apply(batch.versions());
      }
      rest = rest.subList(some.size(), rest.size());
    }
  }

  /**
   * Finds aggregates whose events never arrived and applies those, except for aggregates that are
   * being processed or wait for a retry.
   *
   * @throws Unavailable if the database is unavailable
   */
  public void scanForMissedEvents() {
    boolean isExpected = missedEventsExpected;
    missedEventsExpected = false;
    try {
      scan(isExpected ? Duration.ZERO : MissedEventScan.GRACE);
    } catch (RuntimeException | Error fault) {
      missedEventsExpected |= isExpected;
      throw fault;
    }
  }

  private void scan(Duration grace) {
    if (grace.isZero()) {
      scan.forget();
    }
    Set<UUID> missed;
    do {
      missed = transactions.once(connection -> scan.missed(connection, clock.instant(), grace));
    } while (scan.hasMore() && !transactions.isStopped());
    missed.removeAll(retries.awaitingRetry());
    if (!missed.isEmpty()) {
      counters.missed(missed.size());
      inBatches(missed, queue::takeFree);
    }
  }

  /**
   * States that messages were lost: the next scan is due at once, and takes for missed whatever is
   * not applied, however young.
   */
  public void expectMissedEvents() {
    missedEventsExpected = true;
  }

  /** Whether a scan is due before its time. */
  boolean areMissedEventsExpected() {
    return missedEventsExpected;
  }

  /** Retries aggregates whose pause is over; cheap if there are none. */
  public void retryDue() {
    var due = retries.due(clock.instant());
    if (!due.isEmpty()) {
      catchUp(due);
    }
  }

  /**
   * Upgrades some rows that an earlier version wrote, as long as there are any.
   *
   * @throws Unavailable if the database is unavailable
   */
  public void upgradeRows() {
    if (!isUpgraded) {
      isUpgraded = !transactions.once(projection::upgradeRows);
    }
  }

  /** Makes threads that wait for the database fail. */
  public void stop() {
    transactions.stop();
  }

  /**
   * Lag of the projection, at most one second old: it is read more often than counting is worth.
   *
   * @throws Unavailable if the database is unavailable
   */
  public synchronized Lag lag() {
    var now = clock.instant();
    if (lag == null || lagAsOf.plusSeconds(1).isBefore(now)) {
      lag = database.readLatest(connection -> Lag.of(connection, name(), aggregateType()));
      lagAsOf = now;
    }
    return lag;
  }

  /**
   * Lag of the view as queries see it, at most one second old: with a replica, events that it does
   * not show yet count, too. That of the main database while the replica is unavailable.
   *
   * @throws Unavailable if the main database is unavailable
   */
  public synchronized Lag lagOfReaders() {
    if (!database.hasReplica()) {
      return lag();
    }
    var now = clock.instant();
    if (readersLag == null || readersLagAsOf.plusSeconds(1).isBefore(now)) {
      readersLag = replicaLag();
      readersLagAsOf = now;
    }
    return readersLag;
  }

  private Lag replicaLag() {
    try {
      var shown =
          database.readReplica(
              replica ->
                  Map.entry(Lag.of(replica, name(), aggregateType()), Lag.lastPosition(replica)));
      return database.inTransaction(
          connection -> shown.getKey().after(connection, aggregateType(), shown.getValue()));
    } catch (Unavailable | SqlFailed noReplica) {
      return lag();
    }
  }

  public DeadLetterAdministration deadLetters() {
    return deadLetters;
  }

  public ProjectionCounters counters() {
    return counters;
  }

  public String name() {
    return projection.name();
  }

  public String aggregateType() {
    return projection.aggregateType();
  }
}
