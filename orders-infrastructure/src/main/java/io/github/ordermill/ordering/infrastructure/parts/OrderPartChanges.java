package io.github.ordermill.ordering.infrastructure.parts;

import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderDelivered;
import io.github.ordermill.ordering.domain.OrderEvent.OrderNoteAdded;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import io.github.ordermill.ordering.infrastructure.parts.OrderNoteTable.NewNote;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/**
 * Notes and shipments of the events of a transaction, to be written to tables of their own: what an
 * event adds to them does not depend on what is there, so that nothing of that is read or written
 * again.
 */
public final class OrderPartChanges {

  private final List<NewNote> notes = new ArrayList<>();
  private final List<OrderShipped> shipments = new ArrayList<>();
  private final List<OrderDelivered> deliveries = new ArrayList<>();

  /**
   * Adds an event of an order that has a view.
   *
   * @param actor who caused the event
   */
  public void add(OrderEvent event, String actor) {
    if (event instanceof OrderNoteAdded added) {
      notes.add(new NewNote(added, actor));
    } else if (event instanceof OrderShipped shipped) {
      shipments.add(shipped);
    } else if (event instanceof OrderDelivered delivered) {
      deliveries.add(delivered);
    }
  }

  /** The shipments among the events. */
  public List<OrderShipped> shipments() {
    return List.copyOf(shipments);
  }

  public void save(Connection connection) {
    OrderNoteTable.add(connection, notes);
    OrderShipmentTable.add(connection, shipments);
    OrderShipmentTable.deliver(connection, deliveries);
  }
}
