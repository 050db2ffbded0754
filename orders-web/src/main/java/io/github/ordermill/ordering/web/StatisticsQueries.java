package io.github.ordermill.ordering.web;

import static io.github.ordermill.shared.web.graphql.Arguments.arguments;

import graphql.schema.idl.RuntimeWiring;
import io.github.ordermill.ordering.application.statistics.CustomerView;
import io.github.ordermill.ordering.application.statistics.DailySalesView;
import io.github.ordermill.ordering.application.statistics.GetCustomer;
import io.github.ordermill.ordering.application.statistics.GetSalesByDay;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.web.graphql.Arguments;
import io.github.ordermill.shared.web.graphql.Wiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What can be asked about the figures of orders: per customer, and per day. */
@ApplicationScoped
public class StatisticsQueries implements Wiring {

  private QueryBus queries;

  /** For CDI only. */
  protected StatisticsQueries() {}

  @Inject
  StatisticsQueries(QueryBus queries) {
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

  private CustomerView customer(Arguments arguments) {
    return queries.ask(new GetCustomer(arguments.text("id"))).orElse(null);
  }

  private List<DailySalesView> salesByDay(Arguments arguments) {
    return queries.ask(
        new GetSalesByDay(
            arguments.date("from"), arguments.date("to"), arguments.text("currency")));
  }
}
