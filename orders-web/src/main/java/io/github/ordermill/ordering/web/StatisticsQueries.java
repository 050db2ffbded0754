package io.github.ordermill.ordering.web;

import io.github.ordermill.ordering.application.statistics.CustomerView;
import io.github.ordermill.ordering.application.statistics.DailySalesView;
import io.github.ordermill.ordering.application.statistics.GetCustomer;
import io.github.ordermill.ordering.application.statistics.GetSalesByDay;
import io.github.ordermill.shared.application.QueryBus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** The queries of statistics over orders: per customer, and per day. */
@GraphQLApi
@ApplicationScoped
public class StatisticsQueries {

  private QueryBus queries;

  /** For CDI only. */
  protected StatisticsQueries() {}

  @Inject
  StatisticsQueries(QueryBus queries) {
    this.queries = queries;
  }

  @Query
  @Description(
      "Statistics of a customer's orders; null if no order of that customer is known (yet).")
  public CustomerView customer(
      @Description("The customer's id") @Id @NonNull @Name("id") String id) {
    return queries.ask(new GetCustomer(id)).orElse(null);
  }

  @Query
  @Description(
      "Orders and revenue per calendar day (UTC), oldest first, days without orders included. What"
          + " happens to an order later counts on the day on which it was placed.")
  @NonNull
  public List<@NonNull DailySalesView> salesByDay(
      @Description("The first day") @NonNull @Name("from") LocalDate from,
      @Description("The last day, not before the first; 1,000 days at most") @NonNull @Name("to")
          LocalDate to,
      @Description("ISO 4217; orders in other currencies do not count") @NonNull @Name("currency")
          String currency) {
    return queries.ask(new GetSalesByDay(from, to, currency));
  }
}
