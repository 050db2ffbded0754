package io.github.ordermill.ordering.web;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.paging.NumberedPage;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/** A numbered page of orders. */
@Description("A numbered page of orders.")
public record OrderPage(
    @Description("The orders on this page") @NonNull List<@NonNull OrderView> items,
    @Description("How many orders there are on all pages together, exactly") int total,
    @Description("Number of this page, from 1 on") int page,
    @Description("Orders on a full page") int pageSize) {

  static OrderPage of(NumberedPage<OrderView> page) {
    return new OrderPage(page.items(), page.total(), page.page(), page.pageSize());
  }
}
