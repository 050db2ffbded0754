package io.github.ordermill.ordering.web;

import static io.github.ordermill.ordering.web.OrdersInGraphqlTest.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.listing.ListCustomerOrders;
import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.application.reading.GetOrderLines;
import io.github.ordermill.ordering.application.reading.GetOrderNotes;
import io.github.ordermill.ordering.application.reading.GetOrderShipments;
import io.github.ordermill.ordering.application.reading.OrderPart;
import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.application.paging.NumberedPage;
import io.github.ordermill.shared.web.graphql.EngineRequests;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of an order are read only where an operation selects them. */
class OrderPartsInGraphqlTest {

  private static final String ID = FakeBuses.ORDER.toString();

  private final FakeBuses buses = new FakeBuses();
  private final EngineRequests requests =
      EngineRequests.inDevelopment(
          new OrderQueries(buses.queries(), EngineRequests.reads(new FakeViewVersionFeed(), 0)),
          new OrderFields(buses.queries()));

  @Test
  void batchesNotesAndShipmentsOfOrdersThatHaveThem() {
    var withoutNotes = FakeBuses.orderWithoutParts(FakeBuses.OTHER_ORDER);
    buses.answers =
        query ->
            query instanceof ListCustomerOrders list
                ? new NumberedPage<>(
                    List.of(FakeBuses.shippedOrder(FakeBuses.ORDER), withoutNotes), 2, 1, 20)
                : FakeBuses.answer(query);

    var response =
        requests.execute(
            "{ customerOrders(customerId: \"ada\") { items { notes { text } shipments { number } } } }");

    assertThat(buses.asked)
        .containsExactlyInAnyOrder(
            new ListCustomerOrders("ada", null, 1, 20, Set.of()),
            new GetOrderNotes(Set.of(new OrderVersion(FakeBuses.ORDER, 2))),
            new GetOrderShipments(Set.of(new OrderVersion(FakeBuses.ORDER, 2))));
    assertThat(at(response, "data", "customerOrders", "items", 0, "notes", 0, "text"))
        .isEqualTo("Fragile");
    assertThat(at(response, "data", "customerOrders", "items", 1, "notes")).isEqualTo(List.of());
    assertThat(at(response, "data", "customerOrders", "items", 1, "shipments"))
        .isEqualTo(List.of());
  }

  @Test
  void readsLinesOfOrdersThatWereReadWithoutThem() {
    var line = new OrderView.Line(1, "tea", null, 1, 0, 0, FakeBuses.PRICE, FakeBuses.PRICE);
    var large = FakeBuses.orderWithoutParts(FakeBuses.OTHER_ORDER);
    buses.answers =
        query ->
            query instanceof ListCustomerOrders
                ? new NumberedPage<>(
                    List.of(FakeBuses.shippedOrder(FakeBuses.ORDER), large), 2, 1, 20)
                : query instanceof GetOrderLines lines
                    ? Map.of(lines.orders().iterator().next(), List.of(line))
                    : null;

    var response =
        requests.execute(
            "{ customerOrders(customerId: \"ada\") { items { lines { productId } } } }");

    assertThat(buses.asked)
        .containsExactly(
            new ListCustomerOrders("ada", null, 1, 20, Set.of(OrderPart.LINES)),
            new GetOrderLines(Set.of(new OrderVersion(FakeBuses.OTHER_ORDER, 2))));
    assertThat(at(response, "data", "customerOrders", "items", 0, "lines", 0, "productId"))
        .isEqualTo("beans");
    assertThat(at(response, "data", "customerOrders", "items", 1, "lines", 0, "productId"))
        .isEqualTo("tea");
  }

  @Test
  void readsThePartsThatAFragmentSelectsInAList() {
    buses.answers = query -> new CursorPage<OrderView>(List.of(), false);

    requests.execute(
        """
        { orders { ...Page } }
        fragment Page on OrderConnection { edges { ... on OrderEdge { node { ...Node } } } }
        fragment Node on Order { lines { number } shippedAt }
        """);

    assertThat(buses.asked)
        .singleElement()
        .extracting(query -> ((ListOrders) query).parts())
        .isEqualTo(OrderPart.ALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id number status version total { amount } allowedActions __typename | ''
          notes { text } shipments { number } history { id }                  | ''
          shippingAddress { city }                                            | DETAILS
          cancellationReason                                                  | DETAILS
          ... on Order { ... on Order { x: lines { number } } }               | LINES
          lines { number } deliveredAt                                        | DETAILS LINES
          """)
  void readsOnlyTheSelectedPartsOfAnOrder(String fields, String parts) {
    requests.execute("{ order(id: \"" + ID + "\") { " + fields + " } }");

    var selected =
        Arrays.stream(parts.split(" "))
            .filter(part -> !part.isEmpty())
            .map(OrderPart::valueOf)
            .collect(Collectors.toSet());
    assertThat(buses.asked).contains(new GetOrder(ID, selected));
  }
}
