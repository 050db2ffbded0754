package io.github.ordermill.ordering.web;

import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.application.reading.GetOrderHistories;
import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.web.graphql.Json;
import io.github.ordermill.shared.web.graphql.schema.Cost;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** Fields of orders and of their events that are read only when they are selected. */
@GraphQLApi
@ApplicationScoped
public class OrderFields {

  private QueryBus queries;

  /** For CDI only. */
  protected OrderFields() {}

  @Inject
  OrderFields(QueryBus queries) {
    this.queries = queries;
  }

  /**
   * One query for the histories of all orders on a level of the answer. The history of an order at
   * an earlier version ends with that version.
   */
  @Description("Everything that ever happened to the order, oldest first: the audit trail")
  @Cost(weight = "50")
  @NonNull
  public List<@NonNull List<@NonNull OrderEventView>> history(@Source List<OrderView> orders) {
    var histories =
        queries.ask(
            new GetOrderHistories(orders.stream().map(OrderView::id).collect(Collectors.toSet())));
    return orders.stream()
        .map(
            order ->
                histories.getOrDefault(order.id(), List.of()).stream()
                    .filter(event -> event.version() <= order.version())
                    .toList())
        .toList();
  }

  /** One query for each order, however many of its events select it. */
  @Description("The order's view, at this version or a later one")
  @Cost(weight = "50")
  public List<OrderView> order(@Source List<OrderEventView> events) {
    var known = new HashMap<UUID, Optional<OrderView>>();
    var orders = new ArrayList<OrderView>();
    for (var event : events) {
      orders.add(
          known
              .computeIfAbsent(event.orderId(), id -> queries.ask(new GetOrder(id.toString())))
              .orElse(null));
    }
    return orders;
  }

  /** Parsed only when it is selected. */
  @Description("The payload of the event, an object that depends on the type")
  @NonNull
  public Object data(@Source OrderEventView event) {
    return Json.readOwn(event.data());
  }
}
