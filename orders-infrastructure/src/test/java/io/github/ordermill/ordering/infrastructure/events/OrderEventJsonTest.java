package io.github.ordermill.ordering.infrastructure.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.json.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderEventJsonTest {

  /**
   * Rows of the event log never change. The file has every form that was ever written, one a line:
   * lines are added, and none is changed or removed.
   */
  private static final String RECORDED_EVENTS = "recorded-events.txt";

  /** At least one event of each type. */
  static List<OrderEvent> events() {
    return Stream.of(
            EventFixtures.eventfulOrder("c-1"), EventFixtures.cancelledOrder("c-1").subList(1, 2))
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void coversEveryEventType() {
    var types =
        Arrays.stream(OrderEvent.class.getPermittedSubclasses()).collect(Collectors.toSet());

    assertThat(events().stream().<Class<?>>map(Object::getClass).collect(Collectors.toSet()))
        .isEqualTo(types);
  }

  @ParameterizedTest
  @MethodSource("events")
  void readsWhatItWrote(OrderEvent event) {
    var recorded = EventFixtures.recorded(17, event);

    assertThat(OrderEventJson.read(recorded)).isEqualTo(event);
    var message = JsonCodec.STANDARD.readObject(recorded.toJson());
    assertThat(message.get("data")).isEqualTo(JsonCodec.STANDARD.readObject(recorded.payload()));
    assertThat(message.get("version").intValue()).isEqualTo(event.version());
  }

  @Test
  void writesTheRecordedFormsOfTheCurrentSchemaVersions() {
    var written =
        events().stream()
            .map(
                event ->
                    form(
                        OrderEventJson.typeOf(event),
                        OrderEventJson.schemaVersionOf(OrderEventJson.typeOf(event)),
                        OrderEventJson.write(event).replaceAll("O-\\d{8}", "O-00000042")))
            .toList();

    var current =
        recordedEvents().stream().filter(OrderEventJsonTest::hasTheCurrentSchemaVersion).toList();
    assertThat(written).containsExactlyInAnyOrderElementsOf(current);
  }

  static List<String> recordedEvents() {
    return lines(RECORDED_EVENTS);
  }

  private static boolean hasTheCurrentSchemaVersion(String line) {
    var parts = line.split(" ", 3);
    return Integer.parseInt(parts[1]) == OrderEventJson.schemaVersionOf(parts[0]);
  }

  @ParameterizedTest
  @MethodSource("recordedEvents")
  void readsEveryRecordedForm(String line) {
    var parts = line.split(" ", 3);
    var placed = EventFixtures.recorded(1, EventFixtures.placed("c-1"));

    var event = OrderEventJson.read(with(placed, parts[0], Integer.parseInt(parts[1]), parts[2]));

    assertThat(OrderEventJson.typeOf(event)).isEqualTo(parts[0]);
    assertThat(event.order().value()).isEqualTo(placed.aggregateId());
    assertThat(event.at()).isEqualTo(placed.occurredAt());
  }

  @Test
  void refusesUnknownTypesAndSchemaVersions() {
    var good = EventFixtures.recorded(1, EventFixtures.placed("c-1"));

    assertThatThrownBy(() -> OrderEventJson.read(with(good, "OrderTeleported", 1, "{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OrderTeleported");
    assertThatThrownBy(() -> OrderEventJson.read(with(good, "OrderPlaced", 99, "{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("99");
    assertThatThrownBy(
            () -> OrderEventJson.read(with(good, "OrderCancelled", 2, "{\"reason\":\"r\"}")))
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
  void namesTheFaultyMemberOfAPayload(String type, String payload, String member) {
    var good = EventFixtures.recorded(1, EventFixtures.placed("c-1"));

    assertThatThrownBy(() -> OrderEventJson.read(with(good, type, 1, payload)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(type)
        .hasMessageContaining(member)
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
