package io.github.ordermill.ordering.web;

import static io.github.ordermill.shared.web.graphql.Arguments.arguments;

import graphql.schema.idl.RuntimeWiring;
import io.github.ordermill.ordering.application.listing.CountOrders;
import io.github.ordermill.ordering.application.listing.ListCustomerOrders;
import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.listing.OrderSort;
import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.application.reading.GetOrderAtVersion;
import io.github.ordermill.ordering.application.reading.GetOrderByNumber;
import io.github.ordermill.ordering.application.reading.GetOrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderViews;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.application.paging.NumberedPage;
import io.github.ordermill.shared.web.consistency.ReadYourWrites;
import io.github.ordermill.shared.web.consistency.ReadYourWrites.VersionedAnswer;
import io.github.ordermill.shared.web.graphql.Arguments;
import io.github.ordermill.shared.web.graphql.Connection;
import io.github.ordermill.shared.web.graphql.Cursor;
import io.github.ordermill.shared.web.graphql.Wiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What can be asked about orders: each field reads its arguments into one query. */
@ApplicationScoped
public class OrderQueries implements Wiring {

  private QueryBus queries;
  private ReadYourWrites reads;

  /** For CDI only. */
  protected OrderQueries() {}

  @Inject
  OrderQueries(QueryBus queries, ReadYourWrites reads) {
    this.queries = queries;
    this.reads = reads;
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type(
        "Query",
        query ->
            query
                .dataFetcher(
                    "order", reads.fetching(OrderViews.PROJECTION, this::order, this::order))
                .dataFetcher("orderByNumber", field -> orderByNumber(arguments(field)))
                .dataFetcher(
                    "orders",
                    reads.fetching(
                        OrderViews.PROJECTION,
                        this::orders,
                        (arguments, awaited) -> look(awaited, () -> orders(arguments))))
                .dataFetcher("customerOrders", field -> customerOrders(arguments(field))));
    wiring.type(
        "OrderConnection",
        orders -> orders.dataFetcher("totalCount", Connection.totalCount(queries)));
  }

  private OrderView order(Arguments arguments) {
    var id = arguments.text("id");
    var atVersion = arguments.integer("atVersion");
    return queries
        .ask(atVersion == null ? new GetOrder(id) : new GetOrderAtVersion(id, atVersion))
        .orElse(null);
  }

  /**
   * The order's own row says how far it has come; for another order that is asked before, and for
   * one as it was.
   */
  private VersionedAnswer<OrderView> order(Arguments arguments, UUID awaited) {
    if (!awaited.toString().equalsIgnoreCase(arguments.text("id"))
        || arguments.integer("atVersion") != null) {
      return look(awaited, () -> order(arguments));
    }
    var order = order(arguments);
    return new VersionedAnswer<>(order == null ? 0 : order.version(), () -> order);
  }

  /** An answer that is read after the version was, and so shows that version at least. */
  private <T> VersionedAnswer<T> look(UUID awaited, Supplier<T> answer) {
    return new VersionedAnswer<>(queries.ask(new GetOrderVersion(awaited)), answer);
  }

  private OrderView orderByNumber(Arguments arguments) {
    return queries.ask(new GetOrderByNumber(arguments.text("number"))).orElse(null);
  }

  private Connection<OrderView> orders(Arguments arguments) {
    var filter = arguments.object("filter", OrderQueries::filter);
    var sort = arguments.object("orderBy", OrderQueries::sort);
    var after = arguments.text("after");
    var before = arguments.text("before");
    var query =
        new ListOrders(
            filter == null ? OrderFilter.NONE : filter,
            sort == null ? OrderSort.NEWEST_FIRST : sort,
            arguments.integer("first"),
            after == null ? null : Cursor.decode(after),
            arguments.integer("last"),
            before == null ? null : Cursor.decode(before));
    return Connection.of(
        queries.ask(query), query.backwards(), after, before, new CountOrders(query.filter()));
  }

  private static OrderFilter filter(Arguments filter) {
    return new OrderFilter(
        filter.text("customerId"),
        statuses(filter),
        filter.text("productId"),
        filter.text("reference"),
        filter.instant("placedFrom"),
        filter.instant("placedTo"),
        filter.text("currency"),
        filter.decimal("minTotal"),
        filter.decimal("maxTotal"),
        filter.text("text"));
  }

  private static OrderSort sort(Arguments sort) {
    return new OrderSort(
        OrderSort.Field.valueOf(sort.text("field")),
        OrderSort.Direction.valueOf(sort.text("direction")));
  }

  private NumberedPage<OrderView> customerOrders(Arguments arguments) {
    return queries.ask(
        new ListCustomerOrders(
            arguments.text("customerId"),
            status(arguments.text("status")),
            arguments.integer("page", 1),
            arguments.integer("pageSize", 20)));
  }

  private static List<OrderView.Status> statuses(Arguments filter) {
    var names = filter.texts("statuses");
    return names == null ? null : names.stream().map(OrderView.Status::valueOf).toList();
  }

  private static OrderView.Status status(String name) {
    return name == null ? null : OrderView.Status.valueOf(name);
  }
}
