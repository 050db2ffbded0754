package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.SqlFailed;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

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
 * <p>Everything delivered while one transaction is under way goes into the next one together, and
 * in a backlog what follows in the log as well: the more there is to do, the less each event costs.
 *
 * <p>An event that cannot be applied holds back its own order and nothing else. It is tried again
 * after growing pauses, then parked as a dead letter; later events of its order wait in the log.
 */
public final class Projector {

  private static final Logger LOG = Logger.getLogger(Projector.class.getName());

  private static final int MOST_AT_ONCE = 500;

  /** So many deliveries at once mean that more is waiting: half of a listener's sessions. */
  private static final int BACKLOG = 8;

  private static final long PAUSE_WHILE_AWAY_MILLIS = 250;

  /** Nobody waits longer without looking for himself; a turn is normally handed over at once. */
  private static final long LONGEST_WAIT_MILLIS = 500;

  private static final int MOVED_ATTEMPTS = 20;

  private final Projection projection;
  private final Database database;
  private final EventLog log;
  private final DeadLetterLane deadLetters;
  private final Sweep sweep;
  private final Positions positions;
  private final ProjectionCounters counters = new ProjectionCounters();
  private final Clock clock;

  private final ConcurrentLinkedQueue<Delivery> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock leading = new ReentrantLock();
  private final AppliedVersions appliedLately = new AppliedVersions();
  private volatile boolean stopped;

  /** Up to where the log has been read ahead; guarded by {@link #leading}. */
  private long readUpTo;

  private Lag lag;
  private Instant lagAsOf;

  /** Makes a projector; nothing happens until something is delivered or swept. */
  public Projector(
      Projection projection, Database database, EventLog log, Clock clock, int maxAttempts) {
    this.projection = projection;
    this.database = database;
    this.log = log;
    this.clock = clock;
    this.positions = new Positions(projection.name());
    this.deadLetters = new DeadLetterLane(projection.name(), maxAttempts);
    this.sweep = new Sweep(projection.name());
  }

  /** A delivered event and the thread that waits for it to be settled. */
  private static final class Delivery {
    private final RecordedEvent event;
    private final Semaphore turn = new Semaphore(0);
    private volatile boolean settled;

    Delivery(RecordedEvent event) {
      this.event = event;
    }

    void settle() {
      settled = true;
      turn.release();
    }

    /** Waits until it is settled or may lead. */
    void awaitTurn() {
      try {
        if (turn.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
          turn.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted before the event was settled", e);
      }
    }
  }

  /** Somebody else has moved an order between reading its position and writing it. */
  private static final class Moved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Moved() {
      super("moved by another node", null, false, false);
    }
  }

  /**
   * Takes an event in. When this returns, the event has been applied, was a duplicate, or is on
   * record as one that its order waits for: in each case its message may be acknowledged. While the
   * database is away this waits.
   *
   * @throws IllegalStateException if the application stops before that
   */
  public void deliver(RecordedEvent event) {
    if (knows(event.orderId(), event.version())) {
      return;
    }
    var delivery = new Delivery(event);
    queue.add(delivery);
    while (!delivery.settled) {
      if (leading.tryLock()) {
        try {
          while (!delivery.settled) {
            settleNext();
          }
        } finally {
          handOver();
        }
      } else {
        delivery.awaitTurn();
      }
    }
  }

  /** Lets the next in the queue lead; those whose events are settled need no lock to go. */
  private void handOver() {
    leading.unlock();
    var next = queue.peek();
    if (next != null) {
      next.turn.release();
    }
  }

  /**
   * Whether an event was applied lately; if so, it need not be delivered, and that is counted as a
   * duplicate.
   */
  public boolean knows(UUID order, int version) {
    boolean known = appliedLately.contain(order, version);
    if (known) {
      counters.applied(0, 1, 0);
    }
    return known;
  }

  private void settleNext() {
    var batch = new ArrayList<Delivery>();
    for (var next = queue.poll(); next != null; next = queue.poll()) {
      batch.add(next);
      if (batch.size() == MOST_AT_ONCE) {
        break;
      }
    }
    var events = new HashMap<UUID, TreeMap<Integer, RecordedEvent>>();
    for (var delivery : batch) {
      events
          .computeIfAbsent(delivery.event.orderId(), order -> new TreeMap<>())
          .put(delivery.event.version(), delivery.event);
    }
    try {
      if (batch.size() >= BACKLOG) {
        readAhead(events);
      }
      bringUp(events);
    } catch (RuntimeException | Error unsettled) {
      queue.addAll(batch);
      throw unsettled;
    }
    batch.forEach(Delivery::settle);
  }

  /**
   * Takes what comes next in the log along, so that a backlog is worked off in large transactions.
   * The broker delivers it later, as duplicates.
   */
  private void readAhead(Map<UUID, TreeMap<Integer, RecordedEvent>> events) {
    long last =
        events.values().stream()
            .flatMap(ofOrder -> ofOrder.values().stream())
            .mapToLong(RecordedEvent::position)
            .max()
            .orElse(0);
    if (last <= readUpTo) {
      // These were taken along the last time, or come late; what follows them is known.
      return;
    }
    var next = whenAvailable(connection -> log.following(connection, last, MOST_AT_ONCE));
    readUpTo = next.isEmpty() ? last : next.get(next.size() - 1).position();
    for (var event : next) {
      events.computeIfAbsent(event.orderId(), order -> new TreeMap<>()).put(event.version(), event);
    }
  }

  /** Applies what the log holds beyond the position of each of these orders. */
  public void catchUp(Collection<UUID> orders) {
    var rest = List.copyOf(orders);
    while (!rest.isEmpty()) {
      var some = rest.subList(0, Math.min(MOST_AT_ONCE, rest.size()));
      var events = new HashMap<UUID, TreeMap<Integer, RecordedEvent>>();
      some.forEach(order -> events.put(order, new TreeMap<>()));
      leading.lock();
      try {
        bringUp(events);
      } finally {
        handOver();
      }
      rest = rest.subList(some.size(), rest.size());
    }
  }

  /** Finds orders whose events never arrived and brings them up. */
  public void sweep() {
    var behind = database.inTransaction(connection -> sweep.behind(connection, clock.instant()));
    behind.removeAll(deadLetters.waiting());
    if (!behind.isEmpty()) {
      counters.swept(behind.size());
      catchUp(behind);
    }
  }

  /**
   * Applies a parked event again, and those that it held back.
   *
   * @return whether it could be applied now; otherwise it stays parked
   */
  public boolean retry(UUID deadLetter, UUID order) {
    leading.lock();
    try {
      whenAvailable(
          connection -> {
            deadLetters.settle(connection, deadLetter, "RETRIED", null, clock.instant());
            return apply(connection, Map.of(order, new TreeMap<>()), 1);
          });
      catchUp(Set.of(order));
      return true;
    } catch (Unavailable away) {
      throw away;
    } catch (RuntimeException fault) {
      whenAvailable(connection -> deadLetters.failedAgain(connection, deadLetter, fault));
      return false;
    } finally {
      handOver();
    }
  }

  /** Goes on without a parked event, which stays on record with the reason. */
  public void discard(UUID deadLetter, UUID order, int version, String reason) {
    leading.lock();
    try {
      whenAvailable(
          connection -> {
            deadLetters.settle(connection, deadLetter, "DISCARDED", reason, clock.instant());
            var skip = new TreeMap<>(Map.of(order, new int[] {version - 1, version}));
            if (!positions.move(connection, skip)) {
              throw new Moved();
            }
            return null;
          });
      catchUp(Set.of(order));
    } finally {
      handOver();
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
      lag = database.read(connection -> Lag.of(connection, projection.name()));
      lagAsOf = now;
    }
    return lag;
  }

  /** What the projection has done on this node. */
  public ProjectionCounters counters() {
    return counters;
  }

  /** The projection's name. */
  public String name() {
    return projection.name();
  }

  /**
   * Brings orders up to what was delivered, or to the log's end where nothing is given.
   *
   * @param delivered by order and version
   */
  private void bringUp(Map<UUID, TreeMap<Integer, RecordedEvent>> delivered) {
    try {
      transact(delivered, Integer.MAX_VALUE);
    } catch (Unavailable stopping) {
      throw stopping;
    } catch (RuntimeException faulty) {
      if (delivered.size() == 1) {
        delivered.forEach(this::bringUpAlone);
      } else {
        halves(delivered).forEach(this::bringUp);
      }
    }
  }

  /** A faulty order among many is found by halving: the others are held up for a few steps only. */
  private static List<Map<UUID, TreeMap<Integer, RecordedEvent>>> halves(
      Map<UUID, TreeMap<Integer, RecordedEvent>> delivered) {
    var halves = List.of(new HashMap<>(delivered), new HashMap<>(delivered));
    int middle = delivered.size() / 2;
    int index = 0;
    for (var order : delivered.keySet()) {
      halves.get(index++ < middle ? 1 : 0).remove(order);
    }
    return List.copyOf(halves);
  }

  /** One event per transaction, so that a faulty one takes nothing else with it. */
  private void bringUpAlone(UUID order, TreeMap<Integer, RecordedEvent> delivered) {
    var one = Map.of(order, delivered);
    try {
      boolean more = true;
      while (more) {
        more = transact(one, 1) > 0;
      }
    } catch (Unavailable stopping) {
      throw stopping;
    } catch (RuntimeException fault) {
      holdBack(order, fault);
    }
  }

  private void holdBack(UUID order, RuntimeException fault) {
    var now = clock.instant();
    if (deadLetters.failed(order, now)) {
      var parked =
          whenAvailable(
              connection ->
                  deadLetters.park(
                      connection,
                      order,
                      positions.of(connection, Set.of(order)).get(order).version() + 1,
                      fault,
                      now));
      if (parked) {
        counters.eventParked();
        LOG.log(
            Level.WARNING,
            fault,
            () ->
                "Projection "
                    + name()
                    + " parked the next event of order "
                    + order
                    + " as a dead letter; later events of this order wait in the log");
      }
    }
  }

  /**
   * Applies, in one transaction, what the given orders lack.
   *
   * @param most events per order
   * @return how many events were applied
   */
  private int transact(Map<UUID, TreeMap<Integer, RecordedEvent>> delivered, int most) {
    for (int attempt = 1; ; attempt++) {
      try {
        var moves = whenAvailable(connection -> apply(connection, delivered, most));
        moves.forEach((order, move) -> appliedLately.add(order, move[1]));
        return moves.values().stream().mapToInt(move -> move[1] - move[0]).sum();
      } catch (Moved | SqlFailed lost) {
        if (!(lost instanceof Moved) && !isContention(lost) || attempt == MOVED_ATTEMPTS) {
          throw lost;
        }
      }
    }
  }

  /**
   * The work of one transaction.
   *
   * @return for each order that moved, from which version to which
   */
  private TreeMap<UUID, int[]> apply(
      Connection connection, Map<UUID, TreeMap<Integer, RecordedEvent>> delivered, int most) {
    var standing = positions.of(connection, delivered.keySet());
    var now = clock.instant();

    var lacking = new TreeMap<UUID, List<RecordedEvent>>();
    var gaps = new HashMap<UUID, Integer>();
    delivered.forEach(
        (order, events) -> {
          var position = standing.get(order);
          if (position.parked() || deadLetters.pauses(order, now)) {
            return;
          }
          var next = consecutive(events, position.version());
          if (reachesTheLast(events, position.version() + next.size())) {
            lacking.put(order, next);
          } else {
            gaps.put(order, position.version());
          }
        });
    if (!gaps.isEmpty()) {
      lacking.putAll(log.after(connection, gaps));
    }

    var moves = new TreeMap<UUID, int[]>();
    var applied = new ArrayList<RecordedEvent>();
    lacking.forEach(
        (order, events) -> {
          var taken = events.subList(0, Math.min(most, events.size()));
          if (!taken.isEmpty()) {
            int old = standing.get(order).version();
            moves.put(order, new int[] {old, old + taken.size()});
            applied.addAll(taken);
          }
        });
    if (!applied.isEmpty()) {
      if (!positions.move(connection, moves)) {
        throw new Moved();
      }
      applied.sort(
          Comparator.comparing(RecordedEvent::orderId).thenComparing(RecordedEvent::version));
      projection.apply(connection, applied);
    }
    int duplicates =
        delivered.entrySet().stream()
            .mapToInt(
                order ->
                    order.getValue().headMap(standing.get(order.getKey()).version(), true).size())
            .sum();
    counters.applied(applied.size(), duplicates, gaps.size());
    moves.keySet().forEach(deadLetters::succeeded);
    return moves;
  }

  /** The events that follow {@code version} without a hole. */
  private static List<RecordedEvent> consecutive(
      TreeMap<Integer, RecordedEvent> events, int version) {
    var next = new ArrayList<RecordedEvent>();
    for (var event = events.get(version + 1);
        event != null;
        event = events.get(version + next.size() + 1)) {
      next.add(event);
    }
    return next;
  }

  /** Whether nothing that was delivered lies beyond {@code version}; never so for the log's end. */
  private static boolean reachesTheLast(TreeMap<Integer, RecordedEvent> events, int version) {
    return !events.isEmpty() && events.lastKey() <= version;
  }

  private <T> T whenAvailable(Function<Connection, T> work) {
    while (true) {
      try {
        return database.inTransaction(work);
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
