package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.OrderView;
import io.github.ordermill.ordering.application.OrderView.Amount;
import io.github.ordermill.ordering.application.OrderView.Line;
import io.github.ordermill.ordering.application.OrderView.Shipment;
import io.github.ordermill.ordering.application.OrderView.ShipmentLine;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.Money;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import io.github.ordermill.ordering.domain.OrderStatus;
import io.github.ordermill.ordering.infrastructure.events.OrderEventJson;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Keeps {@code views.order_view} and {@code views.order_history}: one method per event. */
@ApplicationScoped
public class OrderProjection implements Projection {

  static final String NAME = "order";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void apply(Connection transaction, List<RecordedEvent> events) {
    Map<UUID, OrderView> views = new LinkedHashMap<>();
    var begun =
        events.stream()
            .filter(event -> event.version() > 1)
            .map(RecordedEvent::orderId)
            .collect(Collectors.toSet());
    OrderViewTable.load(transaction, begun).forEach(view -> views.put(view.id(), view));
    for (var recorded : events) {
      views.compute(recorded.orderId(), (id, before) -> on(before, OrderEventJson.read(recorded)));
    }
    var last =
        events.stream()
            .collect(
                Collectors.toMap(RecordedEvent::orderId, RecordedEvent::occurredAt, (a, b) -> b));
    OrderViewTable.save(transaction, views.values(), last);
    OrderHistoryTable.add(transaction, events);
  }

  /**
   * The view after an event: the whole of what this projection knows.
   *
   * @param before null before the first event
   * @return null if the order's first event was discarded: then there is nothing to show
   * @throws IllegalStateException if the view has come further than the event
   */
  public static OrderView on(OrderView before, OrderEvent event) {
    if (before != null && event.version() <= before.version()) {
      throw new IllegalStateException(
          "version " + event.version() + " comes after the view of version " + before.version());
    }
    if (before == null && !(event instanceof OrderPlaced)) {
      return null;
    }
    if (event instanceof OrderPlaced placed) {
      return on(placed);
    } else if (event instanceof OrderShipped shipped) {
      return on(before, shipped);
    } else if (event instanceof OrderCancelled cancelled) {
      return on(before, cancelled);
    }
    throw new IllegalStateException("no row for " + OrderEventJson.typeOf(event));
  }

  private static OrderView on(OrderPlaced event) {
    var address = event.shippingAddress();
    return new OrderView(
        event.order().value(),
        event.number().value(),
        event.customer().value(),
        event.reference(),
        OrderStatus.PLACED.name(),
        event.version(),
        event.lines().stream().map(OrderProjection::line).toList(),
        amount(event.total()),
        new OrderView.Address(
            address.name(),
            address.street(),
            address.city(),
            address.region(),
            address.postalCode(),
            address.country()),
        List.of(),
        List.of(),
        event.at(),
        null,
        null,
        null,
        null,
        null,
        actions(OrderStatus.PLACED));
  }

  private static OrderView on(OrderView before, OrderShipped event) {
    var content =
        event.lines().stream()
            .collect(Collectors.toMap(LineQuantity::line, LineQuantity::quantity));
    var shipments = new ArrayList<>(before.shipments());
    shipments.add(
        new Shipment(
            event.shipment(),
            event.carrier(),
            event.trackingNumber(),
            event.lines().stream()
                .map(part -> new ShipmentLine(part.line(), part.quantity()))
                .toList(),
            event.at(),
            null));
    return new OrderView(
        before.id(),
        before.number(),
        before.customerId(),
        before.reference(),
        OrderStatus.SHIPPED.name(),
        event.version(),
        each(
            before,
            line ->
                quantities(
                    line,
                    line.shippedQuantity() + content.getOrDefault(line.number(), 0),
                    line.cancelledQuantity())),
        before.total(),
        before.shippingAddress(),
        shipments,
        before.notes(),
        before.placedAt(),
        before.confirmedAt(),
        event.at(),
        before.deliveredAt(),
        null,
        null,
        actions(OrderStatus.SHIPPED));
  }

  private static OrderView on(OrderView before, OrderCancelled event) {
    return new OrderView(
        before.id(),
        before.number(),
        before.customerId(),
        before.reference(),
        OrderStatus.CANCELLED.name(),
        event.version(),
        each(before, line -> quantities(line, line.shippedQuantity(), line.quantity())),
        times(before.total(), 0),
        before.shippingAddress(),
        before.shipments(),
        before.notes(),
        before.placedAt(),
        before.confirmedAt(),
        before.shippedAt(),
        before.deliveredAt(),
        event.at(),
        event.reason(),
        actions(OrderStatus.CANCELLED));
  }

  private static List<Line> each(OrderView view, UnaryOperator<Line> change) {
    return view.lines().stream().map(change).toList();
  }

  private static Line quantities(Line line, int shipped, int cancelled) {
    return new Line(
        line.number(),
        line.productId(),
        line.name(),
        line.quantity(),
        shipped,
        cancelled,
        line.price(),
        times(line.price(), line.quantity() - cancelled));
  }

  private static Line line(OrderEvent.Line line) {
    return new Line(
        line.number(),
        line.product().value(),
        line.name(),
        line.quantity(),
        0,
        0,
        amount(line.price()),
        amount(line.price().times(line.quantity())));
  }

  private static Amount amount(Money money) {
    return new Amount(money.amount(), money.currency().getCurrencyCode());
  }

  private static Amount times(Amount amount, int quantity) {
    return new Amount(amount.amount().multiply(BigDecimal.valueOf(quantity)), amount.currency());
  }

  static List<String> actions(OrderStatus status) {
    return status.allowedActions().stream().map(Enum::name).toList();
  }
}
