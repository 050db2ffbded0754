package io.github.ordermill.ordering.infrastructure.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import io.github.ordermill.ordering.domain.OrderStatus;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.json.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderEventJsonTest {

  /** At least one of each type, so that a new event without a line here fails the next test. */
  static List<OrderEvent> events() {
    return Stream.of(
            EventFixtures.eventfulOrder("c-1"), EventFixtures.cancelledOrder("c-1").subList(1, 2))
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
    var message = JsonCodec.STANDARD.readObject(recorded.toJson());
    assertThat(message.get("data")).isEqualTo(JsonCodec.STANDARD.readObject(recorded.payload()));
    assertThat(message.get("version").intValue()).isEqualTo(event.version());
  }

  /** What stands in logs stays there, so its form is kept for good: a line per event. */
  @Test
  void writesTheFormThatLogsHold() {
    var written =
        events().stream()
            .map(
                event ->
                    form(
                        OrderEventJson.typeOf(event),
                        OrderEventJson.schemaVersionOf(OrderEventJson.typeOf(event)),
                        OrderEventJson.write(event).replaceAll("O-\\d{8}", "O-00000042")))
            .toList();

    assertThat(written).isEqualTo(lines("events-today.txt"));
  }

  static List<String> pastForms() {
    return Stream.of("events-of-schema-version-1.txt", "events-today.txt")
        .flatMap(file -> lines(file).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pastForms")
  void readsWhatWasEverWritten(String line) {
    var parts = line.split(" ", 3);
    var good = EventFixtures.recorded(1, EventFixtures.placed("c-1"));

    var event = OrderEventJson.read(with(good, parts[0], Integer.parseInt(parts[1]), parts[2]));

    assertThat(OrderEventJson.typeOf(event)).isEqualTo(parts[0]);
    assertThat(event.order().value()).isEqualTo(good.aggregateId());
    assertThat(event.at()).isEqualTo(good.occurredAt());
  }

  @Test
  void knowsThatOrdersOnceWereShippedWhole() {
    var line = lines("events-of-schema-version-1.txt").get(1).split(" ", 3);
    var good = EventFixtures.recorded(1, EventFixtures.placed("c-1"));

    var event = OrderEventJson.read(with(good, line[0], 1, line[2]));

    assertThat(event)
        .isEqualTo(
            new OrderShipped(
                event.order(),
                event.version(),
                1,
                "DHL",
                "JD0001",
                List.of(new LineQuantity(1, 2), new LineQuantity(2, 1)),
                OrderStatus.SHIPPED,
                event.at()));
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
    assertThatThrownBy(() -> read.apply(with(good, "OrderCancelled", 2, "{\"reason\":\"r\"}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "OrderCancelled ~ {} ~ reason",
        "OrderCancelled ~ {\"reason\":7} ~ reason",
        "OrderCancelled ~ [] ~ OrderCancelled",
        "OrderQuantityChanged ~ {\"quantity\":1} ~ line",
        "OrderQuantityChanged ~ {\"line\":1.5} ~ line",
        "OrderNoteAdded ~ {\"text\":\"t\",\"status\":\"LOST\"} ~ status",
        "OrderDelivered ~ {\"shipments\":[\"1\"],\"status\":\"SHIPPED\"} ~ shipments",
        "OrderDelivered ~ {\"shipments\":7,\"status\":\"SHIPPED\"} ~ shipments"
      })
  void saysWhatIsWrongWithAPayload(String type, String payload, String told) {
    var good = EventFixtures.recorded(1, EventFixtures.placed("c-1"));

    assertThatThrownBy(() -> OrderEventJson.read(with(good, type, 1, payload)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(type)
        .hasMessageContaining(told)
        .message()
        .doesNotContain("class ", "java", "json");
  }

  private static String form(String type, int schemaVersion, String payload) {
    return type + " " + schemaVersion + " " + payload;
  }

  private static List<String> lines(String file) {
    try (var in = OrderEventJsonTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecordedEvent with(
      RecordedEvent event, String type, int schemaVersion, String payload) {
    return new RecordedEvent(
        event.position(),
        UUID.randomUUID(),
        event.aggregateType(),
        event.aggregateId(),
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
