package io.github.ordermill.ordering.application.reading;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finder of single orders: their views and their events. */
public interface OrderViews {

  /** Name of the projection that maintains the views. */
  String PROJECTION = "order";

  Optional<OrderView> find(UUID id);

  /** Version that the order's view shows; 0 if there is no view. */
  int version(UUID id);

  /** The order as it was at {@code version}; empty if the view has not reached that version. */
  Optional<OrderView> findAtVersion(UUID id, int version);

  Optional<OrderView> findByNumber(String number);

  /**
   * All events of several orders by order id, each list oldest first; orders without events are
   * left out.
   */
  Map<UUID, List<OrderEventView>> histories(Collection<UUID> orderIds);

  /**
   * Events of an order, oldest first.
   *
   * @param afterVersion only events with a greater version; 0 for all
   * @param limit maximum number of events
   */
  List<OrderEventView> events(UUID id, int afterVersion, int limit);
}
