package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderView.Note;
import io.github.ordermill.ordering.application.reading.OrderView.Shipment;
import io.github.ordermill.ordering.application.reading.OrderView.ShipmentLine;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderDelivered;
import io.github.ordermill.ordering.domain.OrderEvent.OrderNoteAdded;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import io.github.ordermill.ordering.infrastructure.events.OrderEventJson;
import java.time.Instant;
import java.util.List;

/** What the tables must show of an order after its events, all caused by the actor "tester". */
final class OrderFolds {

  private static final String ACTOR = "tester";

  private OrderFolds() {}

  static OrderView view(List<? extends OrderEvent> events) {
    OrderView view = null;
    for (var event : events) {
      view = after(view, event);
    }
    return view;
  }

  static OrderView after(OrderView before, OrderEvent event) {
    return OrderViewFold.after(before, event, ACTOR, OrderEventJson.write(event));
  }

  static List<Note> notes(List<? extends OrderEvent> events) {
    return events.stream()
        .filter(OrderNoteAdded.class::isInstance)
        .map(OrderNoteAdded.class::cast)
        .map(note -> new Note(note.text(), ACTOR, note.at()))
        .toList();
  }

  static List<Shipment> shipments(List<? extends OrderEvent> events) {
    return events.stream()
        .filter(OrderShipped.class::isInstance)
        .map(OrderShipped.class::cast)
        .map(
            shipped ->
                new Shipment(
                    shipped.shipment(),
                    shipped.carrier(),
                    shipped.trackingNumber(),
                    shipped.lines().stream()
                        .map(part -> new ShipmentLine(part.line(), part.quantity()))
                        .toList(),
                    shipped.at(),
                    deliveredAt(events, shipped.shipment())))
        .toList();
  }

  private static Instant deliveredAt(List<? extends OrderEvent> events, int shipment) {
    return events.stream()
        .filter(OrderDelivered.class::isInstance)
        .map(OrderDelivered.class::cast)
        .filter(delivered -> delivered.shipments().contains(shipment))
        .map(OrderDelivered::at)
        .findFirst()
        .orElse(null);
  }
}
