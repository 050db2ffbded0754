package io.github.ordermill.ordering.domain;

import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** Orders in every state, produced by the methods of {@link Order}. */
final class OrderFixtures {

  static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
  static final Instant TUESDAY = Instant.parse("2026-11-24T09:00:00Z");

  private OrderFixtures() {}

  static Order placedOrder() {
    return new Order(placed(anItem(2, "19.90"), anItem(1, "5.00")));
  }

  static Order confirmedOrder() {
    var order = placedOrder();
    order.confirm(MONDAY);
    return order;
  }

  /** One of the two units of line 1 has been shipped and is in transit. */
  static Order partiallyShippedOrder() {
    var order = confirmedOrder();
    order.ship("DHL", "JD0001", List.of(new LineQuantity(1, 1)), TUESDAY);
    return order;
  }

  static Order shippedOrder() {
    var order = confirmedOrder();
    order.ship("DHL", "JD0001", null, TUESDAY);
    return order;
  }

  static Order deliveredOrder() {
    var order = shippedOrder();
    order.recordDelivery(null, TUESDAY);
    return order;
  }

  static Order cancelledOrder() {
    var order = placedOrder();
    order.cancel("changed my mind", TUESDAY);
    return order;
  }

  static Order orderInState(OrderStatus status) {
    return switch (status) {
      case PLACED -> placedOrder();
      case CONFIRMED -> confirmedOrder();
      case PARTIALLY_SHIPPED -> partiallyShippedOrder();
      case SHIPPED -> shippedOrder();
      case DELIVERED -> deliveredOrder();
      case CANCELLED -> cancelledOrder();
    };
  }

  static OrderPlaced placed(OrderItem... items) {
    return placed(OrderId.next(MONDAY), items);
  }

  static OrderPlaced placed(OrderId id, OrderItem... items) {
    return Order.place(
        id,
        OrderNumber.of(1042),
        new CustomerId("customer-7"),
        "PO-77",
        List.of(items),
        anyAddress(),
        MONDAY);
  }

  static OrderItem anItem(int quantity, String euros) {
    return new OrderItem(new ProductId("sku-" + euros), "Thing", quantity, money(euros, "EUR"));
  }

  static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), Currency.getInstance(currency));
  }

  static Address anyAddress() {
    return new Address("Ada Lovelace", "Main Street 1", "Berlin", null, "10115", "DE");
  }
}
