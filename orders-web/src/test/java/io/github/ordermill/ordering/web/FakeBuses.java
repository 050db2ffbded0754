package io.github.ordermill.ordering.web;

import io.github.ordermill.ordering.application.listing.ListCustomerOrders;
import io.github.ordermill.ordering.application.parts.GetOrderHistories;
import io.github.ordermill.ordering.application.parts.GetOrderLines;
import io.github.ordermill.ordering.application.parts.GetOrderNotes;
import io.github.ordermill.ordering.application.parts.GetOrderShipments;
import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.application.reading.GetOrderByNumber;
import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.paging.NumberedPage;
import io.github.ordermill.shared.web.graphql.RecordingBuses;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Buses that answer with orders. */
final class FakeBuses extends RecordingBuses {

  static final UUID ORDER = UUID.fromString("0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10");
  static final UUID OTHER_ORDER = UUID.fromString("0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a11");

  static final OrderView.Amount PRICE = new OrderView.Amount(new BigDecimal("19.90"), "EUR");

  private static final Instant AT = Instant.parse("2026-11-22T20:56:30.501Z");

  private static final OrderView.Shipment SHIPMENT =
      new OrderView.Shipment(1, "DHL", "1Z", List.of(new OrderView.ShipmentLine(1, 1)), AT, null);

  private static final OrderView.Sizes SIZES = new OrderView.Sizes(1, 110, 1, 135, 1, 7, 70, 100);

  FakeBuses() {
    super(FakeBuses::answer, new CommandResult.Accepted(ORDER, 1));
  }

  static Object answer(Query<?> query) {
    if (query instanceof GetOrder get) {
      return Optional.of(shippedOrder(UUID.fromString(get.id())));
    } else if (query instanceof GetOrderByNumber) {
      return Optional.empty();
    } else if (query instanceof ListCustomerOrders list) {
      return new NumberedPage<>(
          List.of(shippedOrder(ORDER), shippedOrder(OTHER_ORDER)),
          45,
          list.page(),
          list.pageSize());
    } else if (query instanceof GetOrderHistories histories) {
      return parts(histories.orders(), FakeBuses::history);
    } else if (query instanceof GetOrderNotes notes) {
      return parts(notes.orders(), order -> List.of(new OrderView.Note("Fragile", "bob", AT)));
    } else if (query instanceof GetOrderShipments shipments) {
      return parts(shipments.orders(), order -> List.of(SHIPMENT));
    } else if (query instanceof GetOrderLines) {
      return Map.of();
    }
    throw new IllegalArgumentException(query.toString());
  }

  private static <T> Map<OrderVersion, T> parts(
      Set<OrderVersion> orders, Function<OrderVersion, T> part) {
    return orders.stream().collect(Collectors.toMap(Function.identity(), part));
  }

  static OrderView shippedOrder(UUID id) {
    return orderAt(id, 2);
  }

  static OrderView orderAt(UUID id, int version) {
    var line = new OrderView.Line(1, "beans", "Beans", 1, 1, 0, PRICE, PRICE);
    return order(id, version, "ORD-1", OrderView.Status.SHIPPED, List.of(line), SIZES);
  }

  /** An order whose lines were not read with it; it has neither notes nor shipments. */
  static OrderView orderWithoutParts(UUID id) {
    return orderWithoutParts(id, new OrderView.Sizes(1, 5_000, 0, 0, 0, 0, 0, 0));
  }

  /** An order with parts of these sizes, none of which was read with it. */
  static OrderView orderWithoutParts(UUID id, OrderView.Sizes sizes) {
    return order(id, 2, "ORD-2", OrderView.Status.SHIPPED, null, sizes);
  }

  /** An invalid view: number, status and lines are null. */
  static OrderView orderWithoutRequiredFields(UUID id) {
    return order(id, 2, null, null, null, SIZES);
  }

  private static OrderView order(
      UUID id,
      int version,
      String number,
      OrderView.Status status,
      List<OrderView.Line> lines,
      OrderView.Sizes sizes) {
    return new OrderView(
        id,
        number,
        "ada",
        "PO 4711",
        status,
        version,
        PRICE,
        AT,
        new OrderView.Address("Ada", "Street 1", "Berlin", "BE", "10243", "DE"),
        null,
        AT,
        null,
        null,
        null,
        List.of(OrderView.Action.ADD_NOTE),
        lines,
        new OrderView.Shipping(List.of(1), AT, null),
        sizes);
  }

  private static List<OrderEventView> history(OrderVersion order) {
    return Stream.of(event(order.id(), 1, "OrderPlaced"), event(order.id(), 2, "OrderShipped"))
        .filter(event -> event.version() <= order.version())
        .toList();
  }

  static OrderEventView event(UUID order, int version, String type) {
    return new OrderEventView(
        new UUID(0, version),
        order,
        version,
        type,
        Instant.parse("2026-11-22T20:56:30Z"),
        "ada",
        "correlation",
        60,
        "{\"amount\":19.90,\"lines\":[{\"line\":1}],\"note\":null}");
  }
}
