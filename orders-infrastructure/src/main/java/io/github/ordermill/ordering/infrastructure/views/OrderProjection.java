package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderView.Amount;
import io.github.ordermill.ordering.application.reading.OrderView.Line;
import io.github.ordermill.ordering.application.reading.OrderView.Note;
import io.github.ordermill.ordering.application.reading.OrderView.Shipment;
import io.github.ordermill.ordering.application.reading.OrderView.ShipmentLine;
import io.github.ordermill.ordering.application.reading.OrderViews;
import io.github.ordermill.ordering.domain.Address;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.Money;
import io.github.ordermill.ordering.domain.Order;
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
import io.github.ordermill.shared.infrastructure.projection.Fold;
import io.github.ordermill.shared.infrastructure.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Keeps {@code views.order_view} and what belongs to it: the history, what orders are found by, and
 * their counts. One method per event.
 */
@ApplicationScoped
public class OrderProjection implements Projection {

  static final String NAME = OrderViews.PROJECTION;

  @Override
  public String aggregateType() {
    return OrderEventJson.AGGREGATE_TYPE;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean announcesCommits() {
    return true;
  }

  @Override
  public void apply(Connection transaction, List<RecordedEvent> events) {
    var known =
        OrderViewTable.load(transaction, Fold.begun(events)).stream()
            .collect(Collectors.toMap(OrderView::id, Function.identity()));
    var views = Fold.of(known, events, OrderProjection::on);
    var last =
        events.stream()
            .collect(
                Collectors.toMap(
                    RecordedEvent::aggregateId, RecordedEvent::occurredAt, (a, b) -> b));
    OrderViewTable.save(transaction, views.values(), last);
    OrderHistoryTable.add(transaction, events);
    OrderSearchTable.save(transaction, known, views.values());
    OrderCountTable.change(transaction, known, views.values());
  }

  /**
   * The view after an event: the whole of what this projection knows.
   *
   * @param before null before the first event
   * @return null if the order's first event was discarded: then there is nothing to show
   * @throws IllegalArgumentException if the event cannot be read
   * @throws IllegalStateException if the view has come further than the event
   */
  public static OrderView on(OrderView before, RecordedEvent recorded) {
    return on(before, OrderEventJson.read(recorded), recorded.actor());
  }

  /**
   * The same for an event that {@code actor} has caused.
   *
   * @throws IllegalStateException if the view has come further than the event
   */
  static OrderView on(OrderView before, OrderEvent event, String actor) {
    if (before != null && event.version() <= before.version()) {
      throw new IllegalStateException(
          "version " + event.version() + " comes after the view of version " + before.version());
    }
    if (event instanceof OrderPlaced placed) {
      return on(placed);
    } else if (before == null) {
      return null;
    } else if (event instanceof OrderConfirmed confirmed) {
      return on(before, confirmed);
    } else if (event instanceof OrderLinesCancelled cancelled) {
      return on(before, cancelled);
    } else if (event instanceof OrderQuantityChanged changed) {
      return on(before, changed);
    } else if (event instanceof OrderShippingAddressChanged changed) {
      return on(before, changed);
    } else if (event instanceof OrderShipped shipped) {
      return on(before, shipped);
    } else if (event instanceof OrderDelivered delivered) {
      return on(before, delivered);
    } else if (event instanceof OrderCancelled cancelled) {
      return on(before, cancelled);
    } else if (event instanceof OrderNoteAdded added) {
      return on(before, added, actor);
    }
    throw new IllegalStateException("no row for " + OrderEventJson.typeOf(event));
  }

  private static OrderView on(OrderPlaced event) {
    return new OrderView(
        event.order().value(),
        event.number().value(),
        event.customerId().value(),
        event.reference(),
        statusOf(event.status()),
        event.version(),
        event.lines().stream().map(OrderProjection::line).toList(),
        amount(event.total()),
        address(event.shippingAddress()),
        List.of(),
        List.of(),
        event.at(),
        null,
        null,
        null,
        null,
        null,
        allowedActions(event.status(), List.of()));
  }

  private static OrderView on(OrderView before, OrderConfirmed event) {
    return after(before, event, before.lines());
  }

  private static OrderView on(OrderView before, OrderLinesCancelled event) {
    var less = byLine(event.lines());
    return after(
        before,
        event,
        each(
            before.lines(),
            line ->
                line(
                    line,
                    line.quantity(),
                    line.shippedQuantity(),
                    line.cancelledQuantity() + less.getOrDefault(line.number(), 0))));
  }

  private static OrderView on(OrderView before, OrderQuantityChanged event) {
    return after(
        before,
        event,
        each(
            before.lines(),
            line ->
                line.number() == event.line()
                    ? line(line, event.quantity(), line.shippedQuantity(), line.cancelledQuantity())
                    : line));
  }

  private static OrderView on(OrderView before, OrderShippingAddressChanged event) {
    return after(
        before,
        event,
        before.lines(),
        address(event.shippingAddress()),
        before.shipments(),
        before.notes());
  }

  private static OrderView on(OrderView before, OrderShipped event) {
    var content = byLine(event.lines());
    var shipment =
        new Shipment(
            event.shipment(),
            event.carrier(),
            event.trackingNumber(),
            event.lines().stream()
                .map(part -> new ShipmentLine(part.line(), part.quantity()))
                .toList(),
            event.at(),
            null);
    return after(
        before,
        event,
        each(
            before.lines(),
            line ->
                line(
                    line,
                    line.quantity(),
                    line.shippedQuantity() + content.getOrDefault(line.number(), 0),
                    line.cancelledQuantity())),
        before.shippingAddress(),
        and(before.shipments(), shipment),
        before.notes());
  }

  private static OrderView on(OrderView before, OrderDelivered event) {
    return after(
        before,
        event,
        before.lines(),
        before.shippingAddress(),
        each(
            before.shipments(),
            shipment ->
                event.shipments().contains(shipment.number())
                    ? delivered(shipment, event.at())
                    : shipment),
        before.notes());
  }

  private static OrderView on(OrderView before, OrderCancelled event) {
    return after(
        before,
        event,
        each(
            before.lines(),
            line -> line(line, line.quantity(), line.shippedQuantity(), line.quantity())));
  }

  private static OrderView on(OrderView before, OrderNoteAdded event, String author) {
    return after(
        before,
        event,
        before.lines(),
        before.shippingAddress(),
        before.shipments(),
        and(before.notes(), new Note(event.text(), author, event.at())));
  }

  private static OrderView after(OrderView before, OrderEvent event, List<Line> lines) {
    return after(
        before, event, lines, before.shippingAddress(), before.shipments(), before.notes());
  }

  /** The view with these parts; all the rest follows from them and from the event. */
  private static OrderView after(
      OrderView before,
      OrderEvent event,
      List<Line> lines,
      OrderView.Address shippingAddress,
      List<Shipment> shipments,
      List<Note> notes) {
    var status = event.status();
    return new OrderView(
        before.id(),
        before.number(),
        before.customerId(),
        before.reference(),
        statusOf(status),
        event.version(),
        lines,
        total(lines),
        shippingAddress,
        shipments,
        notes,
        before.placedAt(),
        event instanceof OrderConfirmed ? event.at() : before.confirmedAt(),
        status.fullyShipped() ? latest(shipments, Shipment::shippedAt) : null,
        status == OrderStatus.DELIVERED ? latest(shipments, Shipment::deliveredAt) : null,
        event instanceof OrderCancelled ? event.at() : before.cancelledAt(),
        event instanceof OrderCancelled cancelled
            ? cancelled.reason()
            : before.cancellationReason(),
        allowedActions(status, shipments));
  }

  static OrderView withAllowedActions(OrderView view) {
    return new OrderView(
        view.id(),
        view.number(),
        view.customerId(),
        view.reference(),
        view.status(),
        view.version(),
        view.lines(),
        view.total(),
        view.shippingAddress(),
        view.shipments(),
        view.notes(),
        view.placedAt(),
        view.confirmedAt(),
        view.shippedAt(),
        view.deliveredAt(),
        view.cancelledAt(),
        view.cancellationReason(),
        allowedActions(OrderStatus.valueOf(view.status().name()), view.shipments()));
  }

  /** What may be done with an order that stands there. */
  static List<OrderView.Action> allowedActions(OrderStatus status, List<Shipment> shipments) {
    var inTransit = shipments.stream().anyMatch(shipment -> shipment.deliveredAt() == null);
    return Order.Action.allowed(status, inTransit).stream()
        .map(action -> OrderView.Action.valueOf(action.name()))
        .toList();
  }

  private static OrderView.Status statusOf(OrderStatus status) {
    return OrderView.Status.valueOf(status.name());
  }

  private static Instant latest(List<Shipment> shipments, Function<Shipment, Instant> when) {
    return shipments.stream()
        .map(when)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Shipment delivered(Shipment shipment, Instant at) {
    return new Shipment(
        shipment.number(),
        shipment.carrier(),
        shipment.trackingNumber(),
        shipment.lines(),
        shipment.shippedAt(),
        at);
  }

  private static Map<Integer, Integer> byLine(List<LineQuantity> parts) {
    return parts.stream().collect(Collectors.toMap(LineQuantity::line, LineQuantity::quantity));
  }

  private static <T> List<T> each(List<T> parts, UnaryOperator<T> change) {
    return parts.stream().map(change).toList();
  }

  private static <T> List<T> and(List<T> parts, T another) {
    var more = new ArrayList<>(parts);
    more.add(another);
    return List.copyOf(more);
  }

  private static Line line(OrderEvent.Line line) {
    return new Line(
        line.number(),
        line.productId().value(),
        line.name(),
        line.quantity(),
        0,
        0,
        amount(line.price()),
        amount(line.price().times(line.quantity())));
  }

  private static Line line(Line line, int quantity, int shipped, int cancelled) {
    return new Line(
        line.number(),
        line.productId(),
        line.name(),
        quantity,
        shipped,
        cancelled,
        line.price(),
        times(line.price(), quantity - cancelled));
  }

  private static OrderView.Address address(Address address) {
    return new OrderView.Address(
        address.name(),
        address.street(),
        address.city(),
        address.region(),
        address.postalCode(),
        address.country());
  }

  private static Amount amount(Money money) {
    return new Amount(money.amount(), money.currency().getCurrencyCode());
  }

  private static Amount times(Amount amount, int quantity) {
    return new Amount(amount.amount().multiply(BigDecimal.valueOf(quantity)), amount.currency());
  }

  private static Amount total(List<Line> lines) {
    return new Amount(
        lines.stream().map(line -> line.total().amount()).reduce(BigDecimal::add).orElseThrow(),
        lines.get(0).total().currency());
  }
}
