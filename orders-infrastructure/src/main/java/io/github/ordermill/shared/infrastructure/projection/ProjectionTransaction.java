package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlFailed;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.projection.ProjectionCheckpoints.Checkpoint;
import io.github.ordermill.shared.infrastructure.projection.ProjectionCheckpoints.Move;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The transaction that applies events: reads checkpoints, reads the events after them from memory
 * or from the log, moves the checkpoints and has the projection write its rows.
 *
 * <p>It does not wait for the disk. What a crash of the database loses, it loses as a whole,
 * checkpoints and views together, and the scan for missed events finds it again.
 */
final class ProjectionTransaction {

  private static final int MAX_ATTEMPTS = 20;

  private final Projection projection;
  private final EventLog log;
  private final Clock clock;
  private final UnavailabilityRetry database;
  private final ProjectionCheckpoints checkpoints;
  private final RetryAndParking retries;
  private final AppliedVersions appliedVersions;
  private final ProjectionCounters counters;
  private final CommitListener commits;

  ProjectionTransaction(
      Projection projection,
      EventLog log,
      Clock clock,
      UnavailabilityRetry database,
      ProjectionCheckpoints checkpoints,
      RetryAndParking retries,
      AppliedVersions appliedVersions,
      ProjectionCounters counters,
      CommitListener commits) {
    this.projection = projection;
    this.log = log;
    this.clock = clock;
    this.database = database;
    this.checkpoints = checkpoints;
    this.retries = retries;
    this.appliedVersions = appliedVersions;
    this.counters = counters;
    this.commits = commits;
  }

  /** Another transaction has moved a checkpoint between its reading and its writing. */
  private static final class ConcurrentMove extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConcurrentMove() {
      super("moved by another node", null, false, false);
    }
  }

  /**
   * Result of one transaction.
   *
   * @param moves checkpoints moved, by aggregate id
   * @param idle aggregates that had nothing to apply, or have an open dead letter
   * @param unknown aggregates of which a version was delivered that the log does not hold
   * @param applied number of events applied
   * @param duplicates number of delivered events that were applied already
   * @param gaps number of aggregates of which an event before a delivered one was missing
   */
  record Outcome(
      SortedMap<UUID, Move> moves,
      Set<UUID> idle,
      Set<UUID> unknown,
      int applied,
      int duplicates,
      int gaps) {}

  /**
   * Runs the transaction; repeats it after a concurrent move, a deadlock or a serialisation
   * failure, and while the database is unavailable.
   *
   * @param delivered delivered versions by aggregate id; where there are none, everything in the
   *     log
   * @param maxEvents per aggregate
   * @throws Unavailable if the application stops while the database is unavailable
   */
  Outcome run(Map<UUID, TreeSet<Integer>> delivered, int maxEvents) {
    for (int attempt = 1; ; attempt++) {
      try {
        var outcome =
            database.untilAvailable(
                connection -> {
                  Sql.update(connection, "SET LOCAL synchronous_commit = off");
                  return apply(connection, delivered, maxEvents);
                });
        committed(outcome);
        return outcome;
      } catch (ConcurrentMove | SqlFailed lost) {
        boolean isRepeatable = lost instanceof ConcurrentMove || isContention(lost);
        if (!isRepeatable || attempt == MAX_ATTEMPTS) {
          throw lost;
        }
      }
    }
  }

  /** Updates counters and caches, and notifies listeners, after the commit. */
  void committed(Outcome outcome) {
    counters.applied(outcome.applied, outcome.duplicates, outcome.gaps);
    outcome.moves.forEach(
        (id, move) -> {
          appliedVersions.add(id, move.to());
          retries.succeeded(id);
        });
    outcome.idle.forEach(retries::succeeded);
    commits.committed(projection.name(), versions(outcome.moves));
  }

  private static Map<UUID, Integer> versions(Map<UUID, Move> moves) {
    return moves.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, move -> move.getValue().to()));
  }

  /** The work of {@link #run} in a transaction of the caller's, without repetition. */
  Outcome apply(Connection connection, Map<UUID, TreeSet<Integer>> delivered, int maxEvents) {
    var before = checkpoints.of(connection, delivered.keySet());
    var reading = read(connection, delivered, before);

    var moves = new TreeMap<UUID, Move>();
    var unknown = new HashSet<UUID>();
    var applied = new ArrayList<RecordedEvent>();
    reading.events.forEach(
        (id, events) -> {
          var taken = events.subList(0, Math.min(maxEvents, events.size()));
          int old = before.get(id).version();
          var versions = delivered.get(id);
          if (!versions.isEmpty() && versions.last() > old + events.size()) {
            unknown.add(id);
          }
          if (taken.isEmpty()) {
            reading.idle.add(id);
          } else {
            moves.put(id, new Move(old, old + taken.size()));
            applied.addAll(taken);
          }
        });
    if (!applied.isEmpty()) {
      if (!checkpoints.move(connection, moves)) {
        throw new ConcurrentMove();
      }
      applied.sort(
          Comparator.comparing(RecordedEvent::aggregateId).thenComparing(RecordedEvent::version));
      projection.apply(connection, applied);
      commits.committing(connection, projection.name(), versions(moves));
    }
    return new Outcome(
        moves, reading.idle, unknown, applied.size(), reading.duplicates, reading.gaps);
  }

  /** Events after the checkpoints of delivered aggregates, and what was found on the way. */
  private static final class Reading {
    private final Map<UUID, List<RecordedEvent>> events = new HashMap<>();
    private final Set<UUID> idle = new HashSet<>();
    private int duplicates;
    private int gaps;
  }

  private Reading read(
      Connection connection, Map<UUID, TreeSet<Integer>> delivered, Map<UUID, Checkpoint> before) {
    var reading = new Reading();
    var now = clock.instant();
    var notInMemory = new HashMap<UUID, Integer>();
    delivered.forEach(
        (id, versions) -> {
          var checkpoint = before.get(id);
          var fresh = versions.tailSet(checkpoint.version(), false);
          reading.duplicates += versions.size() - fresh.size();
          if (retries.isPaused(id, now)) {
            return;
          }
          if (checkpoint.parked() || (fresh.isEmpty() && !versions.isEmpty())) {
            reading.idle.add(id);
            return;
          }
          recent(id, checkpoint.version(), fresh)
              .ifPresentOrElse(
                  events -> reading.events.put(id, events),
                  () -> notInMemory.put(id, checkpoint.version()));
          if (!fresh.isEmpty() && fresh.last() - checkpoint.version() > fresh.size()) {
            reading.gaps++;
          }
        });
    if (!notInMemory.isEmpty()) {
      reading.events.putAll(log.after(connection, notInMemory));
    }
    return reading;
  }

  private Optional<List<RecordedEvent>> recent(
      UUID aggregateId, int version, NavigableSet<Integer> fresh) {
    return fresh.isEmpty() ? Optional.empty() : log.recent(aggregateId, version, fresh.last());
  }

  /** Whether the fault is a deadlock or a serialisation failure (SQL state class 40). */
  private static boolean isContention(Throwable fault) {
    return fault.getCause() instanceof SQLException sql
        && sql.getSQLState() != null
        && sql.getSQLState().startsWith("40");
  }
}
