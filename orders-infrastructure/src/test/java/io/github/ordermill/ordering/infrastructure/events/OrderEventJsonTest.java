package io.github.ordermill.ordering.infrastructure.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderEventJsonTest {

  /** One of each type, so that a new event without a line here fails the next test. */
  static List<OrderEvent> events() {
    return Stream.of(
            EventFixtures.shippedOrder("c-1"), EventFixtures.cancelledOrder("c-1").subList(1, 2))
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void knowsEveryEventThereIs() {
    var kinds =
        Arrays.stream(OrderEvent.class.getPermittedSubclasses()).collect(Collectors.toSet());

    assertThat(events().stream().<Class<?>>map(Object::getClass).collect(Collectors.toSet()))
        .isEqualTo(kinds);
  }

  @ParameterizedTest
  @MethodSource("events")
  void readsBackWhatItWrote(OrderEvent event) {
    var recorded = EventFixtures.recorded(17, event);

    assertThat(OrderEventJson.read(recorded)).isEqualTo(event);
    assertThat(Json.parse(recorded.toJson()).getJsonObject("data")).isEqualTo(recorded.data());
    assertThat(Json.parse(recorded.toJson()).getInt("version")).isEqualTo(event.version());
  }

  /** Written by the first version for good: what stands in logs must stay readable. */
  @ParameterizedTest
  @MethodSource("events")
  void writesTheFormThatLogsHold(OrderEvent event) {
    Map<String, String> forms =
        Map.of(
            "OrderPlaced",
            "{\"number\":\"O-…\",\"customerId\":\"c-1\",\"reference\":\"PO \\\"77\\\" – ü\",\"lines\":["
                + "{\"number\":1,\"productId\":\"sku-1\",\"name\":\"Kettle\",\"quantity\":2,"
                + "\"price\":{\"amount\":\"19.90\",\"currency\":\"EUR\"}},"
                + "{\"number\":2,\"productId\":\"sku-2\",\"quantity\":1,"
                + "\"price\":{\"amount\":\"5.00\",\"currency\":\"EUR\"}}],"
                + "\"shippingAddress\":{\"name\":\"Ada Lovelace\",\"street\":\"Main Street 1\","
                + "\"city\":\"Berlin\",\"postalCode\":\"10115\",\"country\":\"DE\"}}",
            "OrderShipped",
            "{\"shipment\":1,\"carrier\":\"DHL\",\"trackingNumber\":\"JD0001\",\"lines\":["
                + "{\"line\":1,\"quantity\":2},{\"line\":2,\"quantity\":1}]}",
            "OrderCancelled",
            "{\"reason\":\"changed my mind\"}");

    assertThat(OrderEventJson.write(event).toString().replaceAll("O-\\d+", "O-…"))
        .isEqualTo(forms.get(OrderEventJson.typeOf(event)));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    Function<RecordedEvent, OrderEvent> read = OrderEventJson::read;
    var good = EventFixtures.recorded(1, EventFixtures.placed("c-1"));

    assertThatThrownBy(() -> read.apply(with(good, "OrderTeleported", 1, "{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OrderTeleported");
    assertThatThrownBy(() -> read.apply(with(good, "OrderPlaced", 99, "{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("99");
    assertThatThrownBy(() -> read.apply(with(good, "OrderCancelled", 1, "{\"reason\":7}")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RecordedEvent with(
      RecordedEvent event, String type, int schemaVersion, String payload) {
    return new RecordedEvent(
        event.position(),
        UUID.randomUUID(),
        event.orderId(),
        event.version(),
        type,
        schemaVersion,
        payload,
        event.actor(),
        event.correlationId(),
        event.causationId(),
        event.occurredAt());
  }
}
