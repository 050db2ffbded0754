package io.github.ordermill.ordering.application.statistics;

import io.github.ordermill.ordering.application.reading.OrderView;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/**
 * Statistics of one customer's orders, maintained by a projection of their events. They may lag
 * behind the orders.
 *
 * @param orderCount number of all orders, cancelled ones included
 * @param openOrderCount number of orders that are neither cancelled nor delivered
 * @param spent sum of the orders' totals, without cancelled units; one entry per currency of any of
 *     the orders, sorted by currency code
 * @param firstOrderAt time of placement of the first order
 * @param lastOrderAt time of placement of the latest order
 */
@Description("Statistics of a customer's orders. Kept by the projection figures; they may lag.")
@Type("CustomerSummary")
public record CustomerView(
    @Description("The customer's id") @Id @NonNull String customerId,
    @Description("All orders, including cancelled ones") int orderCount,
    @Description("Orders neither cancelled nor delivered") int openOrderCount,
    @Description("Orders cancelled as a whole") int cancelledOrderCount,
    @Description(
            "One entry per currency of any order, by its code; cancelled amounts are not spent")
        @NonNull
        List<OrderView.@NonNull Amount> spent,
    @Description("When the first order was placed") @NonNull Instant firstOrderAt,
    @Description("When the latest order was placed") @NonNull Instant lastOrderAt) {

  public CustomerView {
    spent = List.copyOf(spent);
  }
}
