package io.github.ordermill.ordering.web;

import static io.github.ordermill.shared.web.Input.arguments;

import graphql.schema.idl.RuntimeWiring;
import io.github.ordermill.ordering.application.GetOrder;
import io.github.ordermill.ordering.application.GetOrderByNumber;
import io.github.ordermill.ordering.application.ListCustomerOrders;
import io.github.ordermill.ordering.application.OrderView;
import io.github.ordermill.shared.application.Page;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.web.Input;
import io.github.ordermill.shared.web.Wiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What can be asked about orders: each field reads its arguments into one query. */
@ApplicationScoped
public class OrderQueries implements Wiring {

  private QueryBus queries;

  /** For CDI only. */
  protected OrderQueries() {}

  @Inject
  OrderQueries(QueryBus queries) {
    this.queries = queries;
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type(
        "Query",
        query ->
            query
                .dataFetcher("order", field -> order(arguments(field)))
                .dataFetcher("orderByNumber", field -> orderByNumber(arguments(field)))
                .dataFetcher("customerOrders", field -> customerOrders(arguments(field))));
  }

  private OrderView order(Input arguments) {
    return queries.ask(new GetOrder(arguments.text("id"))).orElse(null);
  }

  private OrderView orderByNumber(Input arguments) {
    return queries.ask(new GetOrderByNumber(arguments.text("number"))).orElse(null);
  }

  private Page<OrderView> customerOrders(Input arguments) {
    return queries.ask(
        new ListCustomerOrders(
            arguments.text("customerId"),
            arguments.text("status"),
            arguments.integer("page", 1),
            arguments.integer("pageSize", 20)));
  }
}
