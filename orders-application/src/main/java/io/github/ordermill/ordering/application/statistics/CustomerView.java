package io.github.ordermill.ordering.application.statistics;

import io.github.ordermill.ordering.application.reading.OrderView;
import java.time.Instant;
import java.util.List;

/**
 * What a customer has ordered so far, in figures. Built from the orders' events; it may lag behind
 * them.
 *
 * @param orderCount all orders, cancelled ones included
 * @param openOrderCount orders neither cancelled nor delivered
 * @param spent what is owed or paid, one entry per currency of any order, by its code; cancelled
 *     amounts are not in it
 * @param firstOrderAt when the first order was placed
 */
public record CustomerView(
    String customerId,
    int orderCount,
    int openOrderCount,
    int cancelledOrderCount,
    List<OrderView.Amount> spent,
    Instant firstOrderAt,
    Instant lastOrderAt) {

  public CustomerView {
    spent = List.copyOf(spent);
  }
}
