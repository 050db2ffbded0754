package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlFailed;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.EventRef;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Brings one projection up to the log. What the broker delivers is a hint; the log is the truth:
 *
 * <ul>
 *   <li>the next version of an order is applied,
 *   <li>the same or an older one is a duplicate and skipped,
 *   <li>one further on means a gap, and what is missing is read from the log,
 *   <li>what was never delivered is found by {@link #sweep()}.
 * </ul>
 *
 * <p>Everything delivered while one transaction is under way goes into the next one together: the
 * more there is to do, the less each event costs. When much waits, two are under way at a time.
 *
 * <p>These transactions do not wait for the disk. What a crash of the database forgets of them it
 * forgets as a whole, positions and views together, and {@link #sweep()} finds it again.
 *
 * <p>An event that cannot be applied holds back its own order and nothing else. It is tried again
 * after growing pauses, then parked as a dead letter; later events of its order wait in the log.
 */
public final class ProjectionRunner {

  private static final Logger LOG = Logger.getLogger(ProjectionRunner.class.getName());

  private static final int MOST_AT_ONCE = 500;

  private static final long PAUSE_WHILE_AWAY_MILLIS = 250;

  private static final int MOVED_ATTEMPTS = 20;

  private final Projection projection;
  private final Database database;
  private final EventLog log;
  private final RetryAndParking deadLetters;
  private final MissedEventScan sweep;
  private final CommitListener commits;
  private final ProjectionCheckpoints positions;
  private final ProjectionCounters counters = new ProjectionCounters();
  private final Clock clock;

  private final DeliveryQueue queue = new DeliveryQueue();
  private final AppliedVersions appliedLately = new AppliedVersions();
  private volatile boolean stopped;

  private Lag lag;
  private Instant lagAsOf;

  /** Makes a projector whose commits nobody listens to. */
  public ProjectionRunner(
      Projection projection, Database database, EventLog log, Clock clock, int maxAttempts) {
    this(projection, database, log, clock, maxAttempts, CommitListener.NOBODY);
  }

  /** Makes a projector; nothing happens until something is delivered or swept. */
  public ProjectionRunner(
      Projection projection,
      Database database,
      EventLog log,
      Clock clock,
      int maxAttempts,
      CommitListener commits) {
    this.projection = projection;
    this.database = database;
    this.log = log;
    this.clock = clock;
    this.positions = new ProjectionCheckpoints(projection.name());
    this.deadLetters = new RetryAndParking(projection.name(), maxAttempts);
    this.sweep = new MissedEventScan(projection.name(), projection.aggregateType());
    this.commits = projection.announcesCommits() ? commits : CommitListener.NOBODY;
  }

  /** Somebody else has moved an order between reading its position and writing it. */
  private static final class ConcurrentMove extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConcurrentMove() {
      super("moved by another node", null, false, false);
    }
  }

  /**
   * Takes in that there are these events. When this returns, each has been applied, was a
   * duplicate, or is on record as one that its order waits for: in each case its message may be
   * acknowledged. While the database is away this waits.
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
    while (!delivery.isSettled()) {
      try (var batch = queue.begin()) {
        if (batch == null) {
          delivery.await();
        } else {
          var strangers = bringUp(batch.versions());
          batch.settle(
              event -> strangers.contains(event.aggregateId()) && !isKnownAsApplied(event));
        }
      }
    }
    var refused = delivery.refused();
    if (refused != null) {
      throw new IllegalArgumentException(
          "the log holds no version "
              + refused.version()
              + " of "
              + projection.aggregateType()
              + " "
              + refused.aggregateId());
    }
  }

  private boolean isKnownAsApplied(EventRef event) {
    return appliedLately.contain(event.aggregateId(), event.version());
  }

  /** Applies what the log holds beyond the position of each of these orders. */
  public void catchUp(Collection<UUID> orders) {
    inParts(orders, queue::beginAt);
  }

  private void inParts(
      Collection<UUID> orders, Function<List<UUID>, DeliveryQueue.Batch> beginning) {
    var rest = List.copyOf(orders);
    while (!rest.isEmpty()) {
      var some = rest.subList(0, Math.min(MOST_AT_ONCE, rest.size()));
      try (var batch = beginning.apply(some)) {
        bringUp(batch.versions());
      }
      rest = rest.subList(some.size(), rest.size());
    }
  }

  /** Finds orders whose events never arrived and brings them up, if nobody is at it already. */
  public void sweep() {
    Set<UUID> behind;
    do {
      behind = whenThere(connection -> sweep.missed(connection, clock.instant()));
    } while (sweep.hasMore() && !stopped);
    behind.removeAll(deadLetters.waiting());
    if (!behind.isEmpty()) {
      counters.swept(behind.size());
      inParts(behind, queue::beginAmong);
    }
  }

  /** What became of a dead letter that an operator took up. */
  public enum Settlement {
    /** It is settled, and the order goes on. */
    DONE,
    /** It was tried and failed again. */
    FAILED,
    /** Somebody else has settled it. */
    GONE
  }

  /**
   * Applies a parked event again, and those that it held back.
   *
   * @throws Unavailable if the database is away
   */
  public Settlement retry(UUID deadLetter, UUID order, int version) {
    try (var batch = queue.beginAt(Set.of(order))) {
      var outcome =
          database.inTransaction(
              connection ->
                  deadLetters.settle(connection, deadLetter, "RETRIED", null, clock.instant()) == 0
                      ? null
                      : goOn(connection, order, version));
      if (outcome == null) {
        return Settlement.GONE;
      }
      note(outcome);
      bringUp(batch.versions());
      return Settlement.DONE;
    } catch (Unavailable away) {
      throw away;
    } catch (RuntimeException fault) {
      var reason = reasonOf(fault);
      database.inTransaction(connection -> deadLetters.failedAgain(connection, deadLetter, reason));
      return Settlement.FAILED;
    }
  }

  /** The sweep finds what follows, should this node die before it has been applied. */
  private Outcome goOn(Connection connection, UUID order, int version) {
    sweep.rewind(connection, order, version);
    return apply(connection, Map.of(order, new TreeSet<>()), 1);
  }

  /**
   * Goes on without a parked event, which stays on record with the reason.
   *
   * @throws Unavailable if the database is away
   */
  public Settlement discard(UUID deadLetter, UUID order, int version, String reason) {
    try (var batch = queue.beginAt(Set.of(order))) {
      boolean settled =
          database.inTransaction(
              connection -> {
                if (deadLetters.settle(connection, deadLetter, "DISCARDED", reason, clock.instant())
                    == 0) {
                  return false;
                }
                sweep.rewind(connection, order, version);
                var skip = new TreeMap<>(Map.of(order, new int[] {version - 1, version}));
                return positions.move(connection, skip);
              });
      if (!settled) {
        return Settlement.GONE;
      }
      bringUp(batch.versions());
      return Settlement.DONE;
    }
  }

  /** Tries everything that waits for its pause to end; cheap when nothing does. */
  public void retryDue() {
    var due = deadLetters.due(clock.instant());
    if (!due.isEmpty()) {
      catchUp(due);
    }
  }

  /** Makes whoever waits for the database give up. */
  public void stop() {
    stopped = true;
  }

  /**
   * How far the projection is behind, at most a second old: figures are asked for more often than
   * it is worth counting.
   *
   * @throws Unavailable if the database is away
   */
  public synchronized Lag lag() {
    var now = clock.instant();
    if (lag == null || lagAsOf.plusSeconds(1).isBefore(now)) {
      lag =
          database.inTransaction(
              connection -> Lag.of(connection, projection.name(), projection.aggregateType()));
      lagAsOf = now;
    }
    return lag;
  }

  /** What the projection has done on this node. */
  public ProjectionCounters counters() {
    return counters;
  }

  /** The type of the aggregates whose events the projection is given. */
  public String aggregateType() {
    return projection.aggregateType();
  }

  /** The projection's name. */
  public String name() {
    return projection.name();
  }

  /**
   * Brings orders up to what was delivered, or to the log's end where nothing is given.
   *
   * @param delivered by order and version
   * @return orders of which a version was delivered that the log does not hold
   */
  private Set<UUID> bringUp(Map<UUID, TreeSet<Integer>> delivered) {
    if (delivered.isEmpty()) {
      return Set.of();
    }
    try {
      return transact(delivered, Integer.MAX_VALUE).unknown;
    } catch (Unavailable stopping) {
      throw stopping;
    } catch (RuntimeException faulty) {
      var unknown = new HashSet<UUID>();
      if (delivered.size() == 1) {
        delivered.forEach((order, versions) -> unknown.addAll(bringUpAlone(order, versions)));
      } else {
        parts(delivered, faulty).forEach(part -> unknown.addAll(bringUp(part)));
      }
      return unknown;
    }
  }

  /**
   * The order that is known to be faulty behind all others; where none is known, halves, so that it
   * is found in a few steps.
   */
  private static List<Map<UUID, TreeSet<Integer>>> parts(
      Map<UUID, TreeSet<Integer>> delivered, RuntimeException fault) {
    var first = new HashMap<>(delivered);
    var second = new HashMap<UUID, TreeSet<Integer>>();
    if (fault instanceof EventNotApplicable event && delivered.containsKey(event.aggregateId())) {
      second.put(event.aggregateId(), first.remove(event.aggregateId()));
    } else {
      delivered.keySet().stream()
          .limit(delivered.size() / 2)
          .forEach(order -> second.put(order, first.remove(order)));
    }
    return List.of(first, second);
  }

  /** One event per transaction, so that a faulty one takes nothing else with it. */
  private Set<UUID> bringUpAlone(UUID order, TreeSet<Integer> delivered) {
    var one = Map.of(order, delivered);
    while (true) {
      int standing =
          whenAvailable(connection -> positions.of(connection, Set.of(order)).get(order).version());
      try {
        var outcome = transact(one, 1);
        if (outcome.applied == 0) {
          return outcome.unknown;
        }
      } catch (Unavailable stopping) {
        throw stopping;
      } catch (RuntimeException fault) {
        holdBack(order, standing + 1, reasonOf(fault));
        return Set.of();
      }
    }
  }

  private static Throwable reasonOf(RuntimeException fault) {
    return fault instanceof EventNotApplicable event ? event.getCause() : fault;
  }

  private void holdBack(UUID order, int version, Throwable fault) {
    var now = clock.instant();
    if (deadLetters.failed(order, now)) {
      var parked =
          whenAvailable(connection -> deadLetters.park(connection, order, version, fault, now));
      if (parked) {
        counters.eventParked();
        LOG.log(
            Level.WARNING,
            fault,
            () ->
                "Projection "
                    + name()
                    + " parked version "
                    + version
                    + " of "
                    + aggregateType()
                    + " "
                    + order
                    + " as a dead letter; its later events wait in the log");
      }
    }
  }

  /**
   * Applies, in one transaction, what the given orders lack.
   *
   * @param most events per order
   */
  private Outcome transact(Map<UUID, TreeSet<Integer>> delivered, int most) {
    for (int attempt = 1; ; attempt++) {
      try {
        return note(whenAvailable(connection -> applyWithoutDisk(connection, delivered, most)));
      } catch (ConcurrentMove | SqlFailed lost) {
        if (!(lost instanceof ConcurrentMove) && !isContention(lost) || attempt == MOVED_ATTEMPTS) {
          throw lost;
        }
      }
    }
  }

  /**
   * What one transaction came to, to be noted once it has committed.
   *
   * @param moves for each order that moved: from which version to which
   * @param idle orders that had nothing to apply, or are parked
   * @param unknown orders of which a version was delivered that the log does not hold
   */
  private record Outcome(
      TreeMap<UUID, int[]> moves,
      Set<UUID> idle,
      Set<UUID> unknown,
      int applied,
      int duplicates,
      int gaps) {}

  private Outcome note(Outcome outcome) {
    counters.applied(outcome.applied, outcome.duplicates, outcome.gaps);
    outcome.moves.forEach(
        (order, move) -> {
          appliedLately.add(order, move[1]);
          deadLetters.succeeded(order);
        });
    outcome.idle.forEach(deadLetters::succeeded);
    commits.committed(name(), versions(outcome.moves));
    return outcome;
  }

  private static Map<UUID, Integer> versions(Map<UUID, int[]> moves) {
    return moves.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, move -> move.getValue()[1]));
  }

  private Outcome applyWithoutDisk(
      Connection connection, Map<UUID, TreeSet<Integer>> delivered, int most) {
    Sql.update(connection, "SET LOCAL synchronous_commit = off");
    return apply(connection, delivered, most);
  }

  private Outcome apply(Connection connection, Map<UUID, TreeSet<Integer>> delivered, int most) {
    var standing = positions.of(connection, delivered.keySet());
    var now = clock.instant();

    var unread = new HashMap<UUID, Integer>();
    var lacking = new HashMap<UUID, List<RecordedEvent>>();
    var idle = new HashSet<UUID>();
    int gaps = 0;
    int duplicates = 0;
    for (var order : delivered.entrySet()) {
      var position = standing.get(order.getKey());
      var versions = order.getValue();
      var fresh = versions.tailSet(position.version(), false);
      duplicates += versions.size() - fresh.size();
      if (deadLetters.pauses(order.getKey(), now)) {
        continue;
      }
      if (position.parked() || (fresh.isEmpty() && !versions.isEmpty())) {
        idle.add(order.getKey());
        continue;
      }
      var recent =
          fresh.isEmpty()
              ? Optional.<List<RecordedEvent>>empty()
              : log.recent(order.getKey(), position.version(), fresh.last());
      recent.ifPresentOrElse(
          events -> lacking.put(order.getKey(), events),
          () -> unread.put(order.getKey(), position.version()));
      if (!fresh.isEmpty() && fresh.last() - position.version() > fresh.size()) {
        gaps++;
      }
    }
    if (!unread.isEmpty()) {
      lacking.putAll(log.after(connection, unread));
    }

    var moves = new TreeMap<UUID, int[]>();
    var unknown = new HashSet<UUID>();
    var applied = new ArrayList<RecordedEvent>();
    lacking.forEach(
        (order, events) -> {
          var taken = events.subList(0, Math.min(most, events.size()));
          int old = standing.get(order).version();
          var versions = delivered.get(order);
          if (!versions.isEmpty() && versions.last() > old + events.size()) {
            unknown.add(order);
          }
          if (taken.isEmpty()) {
            idle.add(order);
          } else {
            moves.put(order, new int[] {old, old + taken.size()});
            applied.addAll(taken);
          }
        });
    if (!applied.isEmpty()) {
      if (!positions.move(connection, moves)) {
        throw new ConcurrentMove();
      }
      applied.sort(
          Comparator.comparing(RecordedEvent::aggregateId).thenComparing(RecordedEvent::version));
      projection.apply(connection, applied);
      commits.committing(connection, name(), versions(moves));
    }
    return new Outcome(moves, idle, unknown, applied.size(), duplicates, gaps);
  }

  /** A database that crashes may lose what has been committed. */
  private <T> T whenThere(Function<Connection, T> work) {
    try {
      return database.inTransaction(work);
    } catch (Unavailable away) {
      appliedLately.forget();
      sweep.forget();
      throw away;
    }
  }

  private <T> T whenAvailable(Function<Connection, T> work) {
    while (true) {
      try {
        return whenThere(work);
      } catch (Unavailable away) {
        if (stopped) {
          throw away;
        }
        try {
          TimeUnit.MILLISECONDS.sleep(PAUSE_WHILE_AWAY_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw away;
        }
      }
    }
  }

  /** Deadlock or serialisation failure: nobody's fault, done again at once. */
  private static boolean isContention(Throwable fault) {
    return fault.getCause() instanceof SQLException sql
        && sql.getSQLState() != null
        && sql.getSQLState().startsWith("40");
  }
}
