package io.github.ordermill.ordering.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.listing.OrderSort;
import io.github.ordermill.ordering.application.listing.OrderSort.Direction;
import io.github.ordermill.ordering.application.listing.OrderSort.Field;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.web.graphql.Cursor;
import io.github.ordermill.shared.web.graphql.EngineRequests;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderListsInGraphqlTest {

  private final FakeBuses buses = new FakeBuses();
  private final EngineRequests requests =
      EngineRequests.inDevelopment(
          new OrderMutations(EngineRequests.sender(buses.commands()), EngineRequests.tokens()),
          new OrderQueries(buses.queries(), EngineRequests.reads(new FakeViewVersionFeed(), 0)),
          new OrderFields(buses.queries()));

  private boolean more = true;

  {
    buses.answers = query -> query instanceof ListOrders ? page() : 1;
  }

  private CursorPage<OrderView> page() {
    return new CursorPage<>(
        List.of(
            new CursorPage.Entry<>(FakeBuses.shippedOrder(FakeBuses.ORDER), "one"),
            new CursorPage.Entry<>(FakeBuses.shippedOrder(FakeBuses.OTHER_ORDER), "two")),
        more,
        4711);
  }

  @Test
  void readsEveryFilter() {
    var response =
        requests.execute(
            """
        { orders(filter: {customerId: "ada", statuses: [SHIPPED, PLACED, SHIPPED], productId: "sku",
            reference: "PO", placedFrom: "2026-11-22T20:56:30.501Z",
            placedTo: "2026-11-23T00:00:00+01:00", currency: "EUR", minTotal: "0", maxTotal: "9.90",
            text: "tea"}, orderBy: {field: TOTAL, direction: ASC}, first: 3) { totalCount } }
        """);

    var filter =
        new OrderFilter(
            "ada",
            List.of(OrderView.Status.PLACED, OrderView.Status.SHIPPED),
            "sku",
            "PO",
            Instant.parse("2026-11-22T20:56:30.501Z"),
            Instant.parse("2026-11-22T23:00:00Z"),
            "EUR",
            BigDecimal.ZERO,
            new BigDecimal("9.90"),
            "tea");
    assertThat(buses.asked)
        .containsExactly(
            new ListOrders(
                filter,
                new OrderSort(Field.TOTAL, Direction.ASC),
                3,
                null,
                null,
                null,
                Set.of(),
                true,
                false));
    assertThat(response.toString()).contains("totalCount=4711");
  }

  @Test
  void readsTheTotalWithTheOrdersWhereverItIsSelected() {
    requests.execute(
        "{ orders { ...Total } } fragment Total on OrderConnection { count: totalCount }");
    requests.execute("{ orders { pageInfo { hasNextPage } } }");

    assertThat(buses.asked)
        .extracting(query -> ((ListOrders) query).withTotal())
        .containsExactly(true, false);
  }

  @Test
  void showsTheLatestOrdersOnTheFirstPageIfTheCommandOfATokenIsAwaited() {
    var token = EngineRequests.token(FakeBuses.ORDER, 1);
    requests.execute("{ orders(consistencyToken: \"%s\") { totalCount } }".formatted(token));
    requests.execute(
        "{ orders(consistencyToken: \"%s\", after: \"%s\") { totalCount } }"
            .formatted(token, Cursor.encode("one")));

    assertThat(buses.asked)
        .filteredOn(ListOrders.class::isInstance)
        .extracting(query -> ((ListOrders) query).withLatest())
        .containsExactly(true, false);
  }

  @Test
  void listsTheNewestOrdersByDefaultWithoutCounting() {
    for (var arguments :
        List.of(
            "",
            "(filter: null, orderBy: null, first: null, after: null)",
            "(filter: {}, orderBy: {})",
            "(filter: {statuses: []})")) {
      requests.execute("{ orders" + arguments + " { edges { cursor } } }");
    }

    assertThat(buses.asked)
        .hasSize(4)
        .containsOnly(
            new ListOrders(
                OrderFilter.NONE,
                OrderSort.NEWEST_FIRST,
                null,
                null,
                null,
                null,
                Set.of(),
                false,
                false));
  }

  @Test
  void acceptsTheCursorsThatItReturns() {
    var response =
        requests.execute(
            "{ orders(last: 2, before: \"%s\") { edges { cursor node { id } } } }"
                .formatted(Cursor.encode("three")));

    assertThat(response.toString())
        .contains("cursor=" + Cursor.encode("one"), "id=" + FakeBuses.ORDER);
    assertThat(buses.asked)
        .containsExactly(
            new ListOrders(
                OrderFilter.NONE,
                OrderSort.NEWEST_FIRST,
                null,
                null,
                2,
                "three",
                Set.of(),
                false,
                false));
  }

  @Test
  void reportsWhetherThereArePagesBeforeAndAfter() {
    assertThat(pageInfo("first: 2")).isEqualTo(Map.of("next", true, "previous", false));
    assertThat(pageInfo("first: 2, after: \"b25l\"")).containsEntry("previous", true);
    assertThat(pageInfo("last: 2")).isEqualTo(Map.of("next", false, "previous", true));
    assertThat(pageInfo("last: 2, before: \"b25l\"")).containsEntry("next", true);
    more = false;
    assertThat(pageInfo("first: 2")).containsEntry("next", false);
    assertThat(pageInfo("last: 2")).containsEntry("previous", false);
  }

  @SuppressWarnings("unchecked") // keys of JSON objects are strings
  private Map<String, Object> pageInfo(String arguments) {
    var response =
        requests.execute(
            "{ orders("
                + arguments
                + ") { pageInfo { next: hasNextPage previous: hasPreviousPage } } }");
    var orders = (Map<?, ?>) ((Map<?, ?>) response.get("data")).get("orders");
    return (Map<String, Object>) orders.get("pageInfo");
  }
}
