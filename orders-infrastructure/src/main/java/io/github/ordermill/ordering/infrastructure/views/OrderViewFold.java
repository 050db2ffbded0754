package io.github.ordermill.ordering.infrastructure.views;

import static io.github.ordermill.ordering.infrastructure.views.OrderViewParts.address;
import static io.github.ordermill.ordering.infrastructure.views.OrderViewParts.delivered;
import static io.github.ordermill.ordering.infrastructure.views.OrderViewParts.total;
import static io.github.ordermill.ordering.infrastructure.views.OrderViewParts.withQuantities;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderView.Action;
import io.github.ordermill.ordering.application.reading.OrderView.Address;
import io.github.ordermill.ordering.application.reading.OrderView.Amount;
import io.github.ordermill.ordering.application.reading.OrderView.Line;
import io.github.ordermill.ordering.application.reading.OrderView.Note;
import io.github.ordermill.ordering.application.reading.OrderView.Shipment;
import io.github.ordermill.ordering.application.reading.OrderView.ShipmentLine;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.OrderAction;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderConfirmed;
import io.github.ordermill.ordering.domain.OrderEvent.OrderDelivered;
import io.github.ordermill.ordering.domain.OrderEvent.OrderLinesCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderNoteAdded;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.ordering.domain.OrderEvent.OrderQuantityChanged;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShippingAddressChanged;
import io.github.ordermill.ordering.domain.OrderStatus;
import io.github.ordermill.ordering.infrastructure.events.OrderEventJson;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The view of an order as the fold of its events: a pure function of the view before an event and
 * the event. An instance holds the fields while one event is applied; the method of the event
 * assigns those that it changes, and {@link #build()} derives the rest.
 */
public final class OrderViewFold {

  private final UUID id;
  private final String number;
  private final String customerId;
  private final String reference;
  private final Instant placedAt;
  private OrderStatus status;
  private int version;
  private List<Line> lines;
  private Address shippingAddress;
  private List<Shipment> shipments;
  private List<Note> notes;
  private Instant confirmedAt;
  private Instant cancelledAt;
  private String cancellationReason;

  private OrderViewFold(OrderView view) {
    id = view.id();
    number = view.number();
    customerId = view.customerId();
    reference = view.reference();
    placedAt = view.placedAt();
    status = OrderStatus.valueOf(view.status().name());
    version = view.version();
    lines = view.lines();
    shippingAddress = view.shippingAddress();
    shipments = view.shipments();
    notes = view.notes();
    confirmedAt = view.confirmedAt();
    cancelledAt = view.cancelledAt();
    cancellationReason = view.cancellationReason();
  }

  private OrderViewFold(OrderPlaced event) {
    id = event.order().value();
    number = event.number().value();
    customerId = event.customerId().value();
    reference = event.reference();
    placedAt = event.at();
    lines = event.lines().stream().map(OrderViewParts::line).toList();
    shippingAddress = address(event.shippingAddress());
    shipments = List.of();
    notes = List.of();
  }

  /**
   * The view after an event of the log.
   *
   * @param before null before the first event
   * @return null if the order's first event was discarded: then there is nothing to show
   * @throws IllegalArgumentException if the event cannot be read
   * @throws IllegalStateException if the view is not older than the event
   */
  public static OrderView after(OrderView before, RecordedEvent recorded) {
    return after(before, OrderEventJson.read(recorded), recorded.actor());
  }

  /**
   * The view after an event.
   *
   * @param before null before the first event
   * @param actor who caused the event
   * @return null if the order's first event was discarded
   * @throws IllegalStateException if the view is not older than the event
   */
  static OrderView after(OrderView before, OrderEvent event, String actor) {
    if (before != null && event.version() <= before.version()) {
      throw new IllegalStateException(
          "version " + event.version() + " comes after the view of version " + before.version());
    }
    if (before == null && !(event instanceof OrderPlaced)) {
      return null;
    }
    var view =
        event instanceof OrderPlaced placed ? new OrderViewFold(placed) : new OrderViewFold(before);
    view.status = event.status();
    view.version = event.version();
    view.on(event, actor);
    return view.build();
  }

  private void on(OrderEvent event, String actor) {
    if (event instanceof OrderConfirmed confirmed) {
      on(confirmed);
    } else if (event instanceof OrderLinesCancelled cancelled) {
      on(cancelled);
    } else if (event instanceof OrderQuantityChanged changed) {
      on(changed);
    } else if (event instanceof OrderShippingAddressChanged changed) {
      on(changed);
    } else if (event instanceof OrderShipped shipped) {
      on(shipped);
    } else if (event instanceof OrderDelivered delivered) {
      on(delivered);
    } else if (event instanceof OrderCancelled cancelled) {
      on(cancelled);
    } else if (event instanceof OrderNoteAdded added) {
      on(added, actor);
    } else if (!(event instanceof OrderPlaced)) {
      throw new IllegalStateException("no row for " + OrderEventJson.typeOf(event));
    }
  }

  private void on(OrderConfirmed event) {
    confirmedAt = event.at();
  }

  private void on(OrderLinesCancelled event) {
    var cancelled = quantityByLine(event.lines());
    lines =
        each(
            lines,
            line ->
                withQuantities(
                    line,
                    line.quantity(),
                    line.shippedQuantity(),
                    line.cancelledQuantity() + cancelled.getOrDefault(line.number(), 0)));
  }

  private void on(OrderQuantityChanged event) {
    lines =
        each(
            lines,
            line ->
                line.number() == event.line()
                    ? withQuantities(
                        line, event.quantity(), line.shippedQuantity(), line.cancelledQuantity())
                    : line);
  }

  private void on(OrderShippingAddressChanged event) {
    shippingAddress = address(event.shippingAddress());
  }

  private void on(OrderShipped event) {
    var shipped = quantityByLine(event.lines());
    lines =
        each(
            lines,
            line ->
                withQuantities(
                    line,
                    line.quantity(),
                    line.shippedQuantity() + shipped.getOrDefault(line.number(), 0),
                    line.cancelledQuantity()));
    shipments =
        append(
            shipments,
            new Shipment(
                event.shipment(),
                event.carrier(),
                event.trackingNumber(),
                event.lines().stream()
                    .map(part -> new ShipmentLine(part.line(), part.quantity()))
                    .toList(),
                event.at(),
                null));
  }

  private void on(OrderDelivered event) {
    shipments =
        each(
            shipments,
            shipment ->
                event.shipments().contains(shipment.number())
                    ? delivered(shipment, event.at())
                    : shipment);
  }

  private void on(OrderCancelled event) {
    lines =
        each(
            lines,
            line -> withQuantities(line, line.quantity(), line.shippedQuantity(), line.quantity()));
    cancelledAt = event.at();
    cancellationReason = event.reason();
  }

  private void on(OrderNoteAdded event, String author) {
    notes = append(notes, new Note(event.text(), author, event.at()));
  }

  private OrderView build() {
    return build(
        total(lines),
        status.fullyShipped() ? latest(shipments, Shipment::shippedAt) : null,
        status == OrderStatus.DELIVERED ? latest(shipments, Shipment::deliveredAt) : null);
  }

  private OrderView build(Amount total, Instant shippedAt, Instant deliveredAt) {
    return new OrderView(
        id,
        number,
        customerId,
        reference,
        OrderView.Status.valueOf(status.name()),
        version,
        lines,
        total,
        shippingAddress,
        shipments,
        notes,
        placedAt,
        confirmedAt,
        shippedAt,
        deliveredAt,
        cancelledAt,
        cancellationReason,
        allowedActions(status, shipments));
  }

  /** The view with its allowed actions, which follow from the others and are not stored. */
  static OrderView withAllowedActions(OrderView stored) {
    return new OrderViewFold(stored)
        .build(stored.total(), stored.shippedAt(), stored.deliveredAt());
  }

  private static List<Action> allowedActions(OrderStatus status, List<Shipment> shipments) {
    var inTransit = shipments.stream().anyMatch(shipment -> shipment.deliveredAt() == null);
    return OrderAction.allowed(status, inTransit).stream()
        .map(action -> Action.valueOf(action.name()))
        .toList();
  }

  private static Instant latest(List<Shipment> shipments, Function<Shipment, Instant> time) {
    return shipments.stream()
        .map(time)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Map<Integer, Integer> quantityByLine(List<LineQuantity> parts) {
    return parts.stream().collect(Collectors.toMap(LineQuantity::line, LineQuantity::quantity));
  }

  private static <T> List<T> each(List<T> parts, UnaryOperator<T> change) {
    return parts.stream().map(change).toList();
  }

  private static <T> List<T> append(List<T> parts, T another) {
    var more = new ArrayList<>(parts);
    more.add(another);
    return List.copyOf(more);
  }
}
