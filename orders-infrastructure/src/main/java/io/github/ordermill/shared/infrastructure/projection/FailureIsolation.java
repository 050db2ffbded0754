package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.application.background.OutOfMemory;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Applies events of many aggregates so that one whose event fails delays no other: it is isolated,
 * its events before the failing one are applied, and the failing one is retried or parked.
 */
final class FailureIsolation {

  private static final Logger LOG = Logger.getLogger(FailureIsolation.class.getName());

  private final Projection projection;
  private final Clock clock;
  private final UnavailabilityRetry database;
  private final ProjectionTransaction transaction;
  private final ProjectionCheckpoints checkpoints;
  private final RetryAndParking retries;
  private final ProjectionCounters counters;

  FailureIsolation(
      Projection projection,
      Clock clock,
      UnavailabilityRetry database,
      ProjectionTransaction transaction,
      ProjectionCheckpoints checkpoints,
      RetryAndParking retries,
      ProjectionCounters counters) {
    this.projection = projection;
    this.clock = clock;
    this.database = database;
    this.transaction = transaction;
    this.checkpoints = checkpoints;
    this.retries = retries;
    this.counters = counters;
  }

  /**
   * Applies events up to the delivered versions, or to the log's end where there are none.
   *
   * @param delivered delivered versions by aggregate id
   * @return aggregates of which a version was delivered that the log does not hold
   * @throws Unavailable if the application stops while the database is unavailable
   */
  Set<UUID> apply(Map<UUID, TreeSet<Integer>> delivered) {
    if (delivered.isEmpty()) {
      return Set.of();
    }
    try {
      return transaction.run(delivered, Integer.MAX_VALUE).unknown();
    } catch (RuntimeException | Error fault) {
      rethrowUnlessOfAnEvent(fault);
      var unknown = new HashSet<UUID>();
      if (delivered.size() == 1) {
        delivered.forEach((id, versions) -> unknown.addAll(applyOneByOne(id, versions)));
      } else {
        parts(delivered, fault).forEach(part -> unknown.addAll(apply(part)));
      }
      return unknown;
    }
  }

  /**
   * Rethrows a fault that another event would have met as well: the database is unavailable, or
   * memory is exhausted. Other errors, such as a stack overflow at one event, are its own.
   */
  private static void rethrowUnlessOfAnEvent(Throwable fault) {
    if (fault instanceof Unavailable stopping) {
      throw stopping;
    }
    if (OutOfMemory.isOutOfMemory(fault)) {
      if (fault instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) fault;
    }
  }

  /** Isolates the failing aggregate: alone, after the others, if known, otherwise by bisection. */
  private static List<Map<UUID, TreeSet<Integer>>> parts(
      Map<UUID, TreeSet<Integer>> delivered, Throwable fault) {
    var first = new HashMap<>(delivered);
    var second = new HashMap<UUID, TreeSet<Integer>>();
    if (fault instanceof EventNotApplicable event && delivered.containsKey(event.aggregateId())) {
      second.put(event.aggregateId(), first.remove(event.aggregateId()));
    } else {
      delivered.keySet().stream()
          .limit(delivered.size() / 2)
          .forEach(id -> second.put(id, first.remove(id)));
    }
    return List.of(first, second);
  }

  /** One event per transaction, so that those before the failing one are kept. */
  private Set<UUID> applyOneByOne(UUID aggregateId, TreeSet<Integer> delivered) {
    var one = Map.of(aggregateId, delivered);
    while (true) {
      int version =
          database.untilAvailable(
              connection ->
                  checkpoints.of(connection, Set.of(aggregateId)).get(aggregateId).version());
      try {
        var outcome = transaction.run(one, 1);
        if (outcome.applied() == 0) {
          return outcome.unknown();
        }
      } catch (RuntimeException | Error fault) {
        rethrowUnlessOfAnEvent(fault);
        retryOrPark(aggregateId, version + 1, reasonOf(fault));
        return Set.of();
      }
    }
  }

  /** The exception that made an event fail, without the one that names its aggregate. */
  static Throwable reasonOf(Throwable fault) {
    return fault instanceof EventNotApplicable event ? event.getCause() : fault;
  }

  private void retryOrPark(UUID aggregateId, int version, Throwable fault) {
    var now = clock.instant();
    if (!retries.failed(aggregateId, now)) {
      return;
    }
    var parked =
        database.untilAvailable(
            connection -> retries.park(connection, aggregateId, version, fault, now));
    parked.ifPresent(
        id -> {
          counters.eventParked();
          LOG.log(
              Level.WARNING,
              fault,
              () ->
                  "Projection %s parked version %d of %s %s as dead letter %s; its later events wait in the log"
                      .formatted(
                          projection.name(), version, projection.aggregateType(), aggregateId, id));
        });
  }
}
