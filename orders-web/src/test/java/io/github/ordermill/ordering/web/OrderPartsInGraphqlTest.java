package io.github.ordermill.ordering.web;

import static io.github.ordermill.ordering.web.OrdersInGraphqlTest.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.listing.ListCustomerOrders;
import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.parts.GetEventPayloads;
import io.github.ordermill.ordering.application.parts.GetOrderHistories;
import io.github.ordermill.ordering.application.parts.GetOrderLines;
import io.github.ordermill.ordering.application.parts.GetOrderNotes;
import io.github.ordermill.ordering.application.parts.GetOrderShipments;
import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderPart;
import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.application.paging.NumberedPage;
import io.github.ordermill.shared.web.graphql.EngineRequests;
import io.github.ordermill.shared.web.graphql.schema.JsonText;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of an order are read only where an operation selects them. */
class OrderPartsInGraphqlTest {

  private static final String ID = FakeBuses.ORDER.toString();

  private final FakeBuses buses = new FakeBuses();
  private final EngineRequests requests = with("ORDERS_LIMIT_DEPTH", "12");
  private final EngineRequests limited = with("ORDERS_LIMIT_ANSWER_BYTES", "100000");

  private EngineRequests with(String setting, String value) {
    return EngineRequests.with(
        Map.of(setting, value),
        new OrderQueries(buses.queries(), EngineRequests.reads(new FakeViewVersionFeed(), 0)),
        new OrderFields(buses.queries()));
  }

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
  void readsPayloadsOfEventsOnlyWhereTheyAreSelected() {
    var first = new OrderVersion(FakeBuses.ORDER, 1);
    var second = new OrderVersion(FakeBuses.ORDER, 2);
    buses.answers =
        query ->
            query instanceof GetOrderHistories
                ? Map.of(second, List.of(withoutPayload(1), withoutPayload(2)))
                : query instanceof GetEventPayloads
                    ? Map.of(first, "{}", second, "{\"shipment\":1}")
                    : FakeBuses.answer(query);

    requests.execute("{ order(id: \"" + ID + "\") { history { version type } } }");

    assertThat(buses.asked)
        .containsExactly(new GetOrder(ID, Set.of()), new GetOrderHistories(Set.of(second)));
    var response = requests.execute("{ order(id: \"" + ID + "\") { history { data } } }");

    assertThat(buses.asked).last().isEqualTo(new GetEventPayloads(Set.of(first, second)));
    assertThat(at(response, "data", "order", "history", 1, "data"))
        .isEqualTo(new JsonText("{\"shipment\":1}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lines { number }", "notes { text }", "shipments { number }"})
  void refusesPartsThatAreTooLargeBeforeTheyAreRead(String part) {
    var small = orderOf(new OrderView.Sizes(1, 99_000, 1, 99_000, 1, 7, 99_000, 9_000_000));
    var large = orderOf(new OrderView.Sizes(1, 101_000, 1, 101_000, 1, 7, 101_000, 9_000_000));

    assertThat(answer(small, part)).doesNotContainKey("errors");
    assertThat(buses.asked).hasSize(2);
    buses.asked.clear();

    assertThat(at(answer(large, part), "errors", 0, "extensions"))
        .isEqualTo(
            Map.of(
                "code",
                "LIMIT_EXCEEDED",
                "name",
                "answerBytes",
                "limit",
                100_000,
                "value",
                101_000));
    assertThat(buses.asked).hasSize(1);
  }

  @Test
  void refusesPayloadsThatAreTooLargeBeforeTheyAreRead() {
    var order = orderOf(new OrderView.Sizes(1, 100, 0, 0, 0, 0, 0, 200_000));
    var event =
        new OrderEventView(
            new UUID(0, 1),
            FakeBuses.ORDER,
            1,
            "OrderPlaced",
            Instant.EPOCH,
            "ada",
            "c",
            200_000,
            null);
    buses.answers =
        query ->
            query instanceof GetOrderHistories
                ? Map.of(new OrderVersion(FakeBuses.ORDER, 2), List.of(event))
                : Optional.of(order);

    assertThat(limited.execute("{ order(id: \"" + ID + "\") { history { type } } }"))
        .doesNotContainKey("errors");
    var response = limited.execute("{ order(id: \"" + ID + "\") { history { data } } }");

    assertThat(at(response, "errors", 0, "extensions", "name")).isEqualTo("answerBytes");
    assertThat(buses.asked).noneMatch(GetEventPayloads.class::isInstance);
  }

  @Test
  void refusesAHistoryOfMoreEventsThanTheLimitOfComplexity() {
    var order = FakeBuses.orderAt(FakeBuses.ORDER, 9_000);
    buses.answers = query -> Optional.of(order);
    var requests = with("ORDERS_LIMIT_COMPLEXITY", "8000");

    var response = requests.execute("{ order(id: \"" + ID + "\") { history { type } } }");

    assertThat(at(response, "errors", 0, "extensions", "name")).isEqualTo("complexity");
    assertThat(buses.asked).hasSize(1);
  }

  private Map<String, Object> answer(OrderView order, String part) {
    buses.answers = query -> query instanceof GetOrder ? Optional.of(order) : Map.of();
    return limited.execute("{ order(id: \"" + ID + "\") { " + part + " } }");
  }

  private static OrderView orderOf(OrderView.Sizes sizes) {
    return FakeBuses.orderWithoutParts(FakeBuses.ORDER, sizes);
  }

  private static OrderEventView withoutPayload(int version) {
    return new OrderEventView(
        new UUID(0, version),
        FakeBuses.ORDER,
        version,
        "OrderPlaced",
        Instant.EPOCH,
        "ada",
        "correlation",
        20,
        null);
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
