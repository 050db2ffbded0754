package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.reading.OrderView.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** Builds filters with a few components. */
final class OrderFilterBuilder {

  private String customer;
  private List<Status> statuses;
  private String product;
  private String reference;
  private String currency;
  private BigDecimal minTotal;
  private BigDecimal maxTotal;
  private String text;

  OrderFilterBuilder customer(String value) {
    customer = value;
    return this;
  }

  OrderFilterBuilder statuses(String... values) {
    statuses = Stream.of(values).map(Status::valueOf).toList();
    return this;
  }

  OrderFilterBuilder product(String value) {
    product = value;
    return this;
  }

  OrderFilterBuilder reference(String value) {
    reference = value;
    return this;
  }

  OrderFilterBuilder currency(String value) {
    currency = value;
    return this;
  }

  OrderFilterBuilder total(BigDecimal min, BigDecimal max) {
    minTotal = min;
    maxTotal = max;
    return this;
  }

  OrderFilterBuilder text(String value) {
    text = value;
    return this;
  }

  OrderFilter filter() {
    return new OrderFilter(
        customer, statuses, product, reference, null, null, currency, minTotal, maxTotal, text);
  }
}
