package io.github.ordermill.ordering.web;

import static io.github.ordermill.shared.web.Input.arguments;

import graphql.schema.idl.RuntimeWiring;
import io.github.ordermill.ordering.application.CustomerView;
import io.github.ordermill.ordering.application.DailySalesView;
import io.github.ordermill.ordering.application.GetCustomer;
import io.github.ordermill.ordering.application.GetSalesByDay;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.web.Input;
import io.github.ordermill.shared.web.Wiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What can be asked about the figures of orders: per customer, and per day. */
@ApplicationScoped
public class FigureQueries implements Wiring {

  private QueryBus queries;

  /** For CDI only. */
  protected FigureQueries() {}

  @Inject
  FigureQueries(QueryBus queries) {
    this.queries = queries;
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type(
        "Query",
        query ->
            query
                .dataFetcher("customer", field -> customer(arguments(field)))
                .dataFetcher("salesByDay", field -> salesByDay(arguments(field))));
  }

  private CustomerView customer(Input arguments) {
    return queries.ask(new GetCustomer(arguments.text("id"))).orElse(null);
  }

  private List<DailySalesView> salesByDay(Input arguments) {
    return queries.ask(
        new GetSalesByDay(
            arguments.date("from"), arguments.date("to"), arguments.text("currency")));
  }
}
