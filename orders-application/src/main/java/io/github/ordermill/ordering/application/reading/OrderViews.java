package io.github.ordermill.ordering.application.reading;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finder of single orders: their views and their events. */
public interface OrderViews {

  /** Name of the projection that maintains the views. */
  String PROJECTION = "order";

  Optional<OrderView> find(UUID id, Set<OrderPart> parts);

  /** Version that the order's view shows; 0 if there is no view. */
  int version(UUID id);

  /**
   * The order with all its parts as it was at {@code version}; empty if the view has not reached
   * that version.
   */
  Optional<OrderView> findAtVersion(UUID id, int version);

  Optional<OrderView> findByNumber(String number, Set<OrderPart> parts);

  /**
   * Events of an order, oldest first.
   *
   * @param afterVersion only events with a greater version; 0 for all
   * @param limit maximum number of events
   */
  List<OrderEventView> events(UUID id, int afterVersion, int limit);
}
