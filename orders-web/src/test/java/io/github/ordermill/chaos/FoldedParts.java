package io.github.ordermill.chaos;

import io.github.ordermill.ordering.application.reading.OrderView.Note;
import io.github.ordermill.ordering.application.reading.OrderView.Shipment;
import io.github.ordermill.ordering.application.reading.OrderView.ShipmentLine;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderDelivered;
import io.github.ordermill.ordering.domain.OrderEvent.OrderNoteAdded;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import io.github.ordermill.ordering.infrastructure.events.OrderEventJson;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Notes and shipments that an order's events leave, for comparison with their tables. */
final class FoldedParts {

  private FoldedParts() {}

  static List<Note> notes(List<RecordedEvent> events) {
    return events.stream()
        .filter(event -> event.type().equals(OrderNoteAdded.class.getSimpleName()))
        .map(
            event ->
                new Note(
                    ((OrderNoteAdded) OrderEventJson.read(event)).text(),
                    event.actor(),
                    event.occurredAt()))
        .toList();
  }

  static List<Shipment> shipments(List<RecordedEvent> events) {
    return all(events, OrderShipped.class)
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
                    deliveredAt(events, shipped)))
        .toList();
  }

  private static Instant deliveredAt(List<RecordedEvent> events, OrderShipped shipped) {
    return all(events, OrderDelivered.class)
        .filter(delivered -> delivered.version() > shipped.version())
        .filter(delivered -> delivered.shipments().contains(shipped.shipment()))
        .map(OrderDelivered::at)
        .findFirst()
        .orElse(null);
  }

  private static <E extends OrderEvent> Stream<E> all(List<RecordedEvent> events, Class<E> type) {
    return events.stream()
        .filter(event -> event.type().equals(type.getSimpleName()))
        .map(OrderEventJson::read)
        .map(type::cast);
  }
}
