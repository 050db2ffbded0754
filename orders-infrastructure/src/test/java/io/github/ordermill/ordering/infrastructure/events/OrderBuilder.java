package io.github.ordermill.ordering.infrastructure.events;

import io.github.ordermill.ordering.domain.Address;
import io.github.ordermill.ordering.domain.CustomerId;
import io.github.ordermill.ordering.domain.Money;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.domain.OrderItem;
import io.github.ordermill.ordering.domain.OrderNumber;
import io.github.ordermill.ordering.domain.ProductId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Builds placed orders. What is not set has a value that does not matter; an optional component is
 * null.
 */
public final class OrderBuilder {

  private static final AtomicLong NUMBERS = new AtomicLong();

  private OrderId id;
  private OrderNumber number;
  private CustomerId customer = new CustomerId("customer-7");
  private String reference;
  private List<OrderItem> items = List.of(item("sku-1", null, 1, "5.00"));
  private Address address =
      new Address("Ada Lovelace", "Main Street 1", "Berlin", null, "10115", "DE");
  private Instant at = EventFixtures.MONDAY;

  private OrderBuilder() {}

  public static OrderBuilder anOrder() {
    return new OrderBuilder();
  }

  public OrderBuilder id(OrderId id) {
    this.id = id;
    return this;
  }

  public OrderBuilder number(long number) {
    this.number = OrderNumber.of(number);
    return this;
  }

  public OrderBuilder customer(String customer) {
    this.customer = new CustomerId(customer);
    return this;
  }

  public OrderBuilder reference(String reference) {
    this.reference = reference;
    return this;
  }

  public OrderBuilder items(List<OrderItem> items) {
    this.items = items;
    return this;
  }

  /** Sets the name on the shipping address. */
  public OrderBuilder addressee(String name) {
    this.address =
        new Address(
            name,
            address.street(),
            address.city(),
            address.region(),
            address.postalCode(),
            address.country());
    return this;
  }

  public OrderBuilder at(Instant at) {
    this.at = at;
    return this;
  }

  /** The event of the order's placement, by {@link Order#place}. */
  public OrderPlaced placed() {
    return Order.place(
        id == null ? OrderId.next(at) : id,
        number == null ? OrderNumber.of(NUMBERS.incrementAndGet()) : number,
        customer,
        reference,
        items,
        address,
        at);
  }

  /** An item with a price in euros. */
  public static OrderItem item(String product, String name, int quantity, String euros) {
    return new OrderItem(
        new ProductId(product),
        name,
        quantity,
        new Money(new BigDecimal(euros), Currency.getInstance("EUR")));
  }
}
