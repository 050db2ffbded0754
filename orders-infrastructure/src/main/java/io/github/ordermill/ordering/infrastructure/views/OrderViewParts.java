package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.reading.OrderView.Address;
import io.github.ordermill.ordering.application.reading.OrderView.Amount;
import io.github.ordermill.ordering.application.reading.OrderView.Line;
import io.github.ordermill.ordering.domain.Money;
import io.github.ordermill.ordering.domain.OrderEvent;
import java.math.BigDecimal;
import java.util.List;

/** Makes the parts of an order's view from the values of the domain, and changes them. */
final class OrderViewParts {

  private OrderViewParts() {}

  static Line line(OrderEvent.Line line) {
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

  static Line withQuantities(Line line, int quantity, int shipped, int cancelled) {
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

  static Address address(io.github.ordermill.ordering.domain.Address address) {
    return new Address(
        address.name(),
        address.street(),
        address.city(),
        address.region(),
        address.postalCode(),
        address.country());
  }

  static Amount amount(Money money) {
    return new Amount(money.amount(), money.currency().getCurrencyCode());
  }

  private static Amount times(Amount amount, int quantity) {
    return new Amount(amount.amount().multiply(BigDecimal.valueOf(quantity)), amount.currency());
  }

  static Amount total(List<Line> lines) {
    return new Amount(
        lines.stream().map(line -> line.total().amount()).reduce(BigDecimal::add).orElseThrow(),
        lines.get(0).total().currency());
  }
}
