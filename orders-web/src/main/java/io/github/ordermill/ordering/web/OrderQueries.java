package io.github.ordermill.ordering.web;

import io.github.ordermill.ordering.application.listing.ListCustomerOrders;
import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.listing.OrderSort;
import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.application.reading.GetOrderAtVersion;
import io.github.ordermill.ordering.application.reading.GetOrderByNumber;
import io.github.ordermill.ordering.application.reading.GetOrderVersion;
import io.github.ordermill.ordering.application.reading.OrderPart;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderViews;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.web.consistency.ReadYourWrites;
import io.github.ordermill.shared.web.consistency.ReadYourWrites.VersionedAnswer;
import io.github.ordermill.shared.web.graphql.Cursor;
import io.github.ordermill.shared.web.graphql.PageInfo;
import io.github.ordermill.shared.web.graphql.schema.Cost;
import io.github.ordermill.shared.web.graphql.schema.CurrentField;
import io.github.ordermill.shared.web.graphql.schema.SelectedFields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** The queries of orders. */
@GraphQLApi
@ApplicationScoped
public class OrderQueries {

  private static final int DEFAULT_PAGE_SIZE = 20;

  private QueryBus queries;
  private ReadYourWrites reads;

  /** For CDI only. */
  protected OrderQueries() {}

  @Inject
  OrderQueries(QueryBus queries, ReadYourWrites reads) {
    this.queries = queries;
    this.reads = reads;
  }

  @Query
  @Description(
      "One order from its view; null if the view does not know it (yet). With a token from a"
          + " command, waits until the view shows what that command did; the response's"
          + " extensions.consistency reports whether it did in time.")
  public CompletionStage<OrderView> order(
      @Description("The order's UUID") @Id @NonNull @Name("id") String id,
      @Description(
              "A consistencyToken from the answer to a mutation; one of another order is waited for"
                  + " likewise")
          @Name("consistencyToken")
          String consistencyToken,
      @Description("How long to wait for it at most, 0 to 10,000 milliseconds")
          @DefaultValue("2000")
          @Name("maxWaitMillis")
          Integer maxWaitMillis,
      @Description(
              "The order as it was at this version, from 1 on, its history up to then included, with"
                  + " an id of its own; null if it has not reached that version (yet). The present"
                  + " version when absent.")
          @Name("atVersion")
          Integer atVersion) {
    var parts = OrderSelection.parts();
    return reads.answer(
        OrderViews.PROJECTION,
        consistencyToken,
        maxWaitMillis,
        () -> find(id, atVersion, parts),
        awaited -> versioned(id, atVersion, parts, awaited));
  }

  private OrderView find(String id, Integer atVersion, Set<OrderPart> parts) {
    return atVersion == null
        ? queries.ask(new GetOrder(id, parts)).orElse(null)
        : queries.ask(new GetOrderAtVersion(id, atVersion)).map(OrderView::snapshot).orElse(null);
  }

  /**
   * The order's own row has its version; for another order, and for an earlier version, the version
   * is read first.
   */
  private VersionedAnswer<OrderView> versioned(
      String id, Integer atVersion, Set<OrderPart> parts, UUID awaited) {
    if (!awaited.toString().equalsIgnoreCase(id) || atVersion != null) {
      return versioned(awaited, () -> find(id, atVersion, parts));
    }
    var order = find(id, null, parts);
    return new VersionedAnswer<>(order == null ? 0 : order.version(), () -> order);
  }

  /** An answer that is read after the version was, and so shows at least that version. */
  private <T> VersionedAnswer<T> versioned(UUID awaited, Supplier<T> answer) {
    return new VersionedAnswer<>(queries.ask(new GetOrderVersion(awaited)), answer);
  }

  @Query
  @Description("One order by its human-readable number; null if the view does not know it (yet).")
  public OrderView orderByNumber(
      @Description("The number as the order shows it") @NonNull @Name("number") String number) {
    return queries.ask(new GetOrderByNumber(number, OrderSelection.parts())).orElse(null);
  }

  @Query
  @Description(
      "Orders of all customers, filtered and sorted, a page at a time, after the Relay cursor"
          + " connections specification. Cursors stay valid while orders come and change; each"
          + " belongs to one sort.")
  @NonNull
  public CompletionStage<OrderConnection> orders(
      @Description("Only orders that satisfy all of this; all orders when absent") @Name("filter")
          OrderFilter filter,
      @Description("By what, and in which direction; the newest orders first when absent")
          @Name("orderBy")
          OrderSort orderBy,
      @Description(
              "How many from the beginning, or after `after`; 1 to 100, 20 when neither `first` nor"
                  + " `last` is given. Not together with `last`.")
          @Name("first")
          Integer first,
      @Description("Only orders after this cursor") @Name("after") String after,
      @Description("How many up to the end, or up to `before`; 1 to 100") @Name("last")
          Integer last,
      @Description("Only orders before this cursor") @Name("before") String before,
      @Description(
              "A token that a command has answered: the list shows at least what that command has"
                  + " done")
          @Name("consistencyToken")
          String consistencyToken,
      @Description("How long to wait for that, in milliseconds; 0 to 10,000")
          @DefaultValue("2000")
          @Name("maxWaitMillis")
          Integer maxWaitMillis) {
    var query =
        new ListOrders(
            filter == null ? OrderFilter.NONE : filter,
            orderBy == null ? OrderSort.NEWEST_FIRST : orderBy,
            first,
            after == null ? null : Cursor.decode(after),
            last,
            before == null ? null : Cursor.decode(before),
            OrderSelection.parts("edges", "node"),
            SelectedFields.of(CurrentField.get()).contains("totalCount"),
            consistencyToken != null && after == null && before == null);
    return reads.answer(
        OrderViews.PROJECTION,
        consistencyToken,
        maxWaitMillis,
        () -> connection(query, after, before),
        awaited -> versioned(awaited, () -> connection(query, after, before)));
  }

  private OrderConnection connection(ListOrders query, String after, String before) {
    var page = queries.ask(query);
    return new OrderConnection(
        page.entries().stream()
            .map(it -> new OrderConnection.OrderEdge(it.item(), Cursor.encode(it.cursor())))
            .toList(),
        PageInfo.of(page, query.backwards(), after, before),
        page.total());
  }

  @Description(
      "How many orders the whole list has, exactly. Costs next to nothing without a filter, and"
          + " with one by customer, by statuses or by both; with any other, orders are counted for"
          + " it.")
  @Cost(weight = "50")
  public int totalCount(@Source OrderConnection orders) {
    return orders.total();
  }

  @Query
  @Description("A customer's orders, newest first, in numbered pages with an exact total.")
  @NonNull
  public OrderPage customerOrders(
      @Description("Whose orders") @Id @NonNull @Name("customerId") String customerId,
      @Description("Only orders in this state; all orders when absent") @Name("status")
          OrderView.Status status,
      @Description("Number of the page, from 1 on") @DefaultValue("1") @Name("page") Integer page,
      @Description("Orders on a page, 1 to 100") @DefaultValue("20") @Name("pageSize")
          Integer pageSize) {
    return OrderPage.of(
        queries.ask(
            new ListCustomerOrders(
                customerId,
                status,
                page == null ? 1 : page,
                pageSize == null ? DEFAULT_PAGE_SIZE : pageSize,
                OrderSelection.parts("items"))));
  }
}
