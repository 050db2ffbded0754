package io.github.ordermill.shared.infrastructure.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.shared.infrastructure.eventlog.EventCodecTest.MeterEvent.MeterInstalled;
import io.github.ordermill.shared.infrastructure.eventlog.EventCodecTest.MeterEvent.MeterRead;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Upcasting, on an event type whose payload has changed twice. */
class EventCodecTest {

  sealed interface MeterEvent {
    record MeterInstalled(int version) implements MeterEvent {}

    record MeterRead(int version, long wattHours, String reader) implements MeterEvent {

      public MeterRead {
        Objects.requireNonNull(reader, "reader");
      }
    }
  }

  /** Version 1 was {@code {"kWh": 7}}; version 2 had watt-hours and no reader. */
  private static final EventCodec<MeterEvent> CODEC =
      new EventCodec<>(
          MeterEvent.class,
          Set.of("version"),
          Map.of(
              "MeterRead",
              List.of(EventCodecTest::toWattHours, payload -> payload.put("reader", "unknown"))));

  private static ObjectNode toWattHours(ObjectNode payload) {
    var upcast = payload.put("wattHours", payload.get("kWh").longValue() * 1_000);
    upcast.remove("kWh");
    return upcast;
  }

  @Test
  void writesTheNewestSchemaVersionWithoutTheEnvelope() {
    var event = new MeterRead(3, 7_000, "Ada");

    assertThat(CODEC.typeOf(event)).isEqualTo("MeterRead");
    assertThat(CODEC.schemaVersionOf("MeterRead")).isEqualTo(3);
    assertThat(CODEC.schemaVersionOf("MeterInstalled")).isEqualTo(1);
    assertThat(CODEC.write(event)).isEqualTo("{\"wattHours\":7000,\"reader\":\"Ada\"}");
    assertThat(CODEC.write(new MeterInstalled(1))).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1 ~ {\"kWh\":7} ~ unknown",
        "2 ~ {\"wattHours\":7000} ~ unknown",
        "3 ~ {\"wattHours\":7000,\"reader\":\"Ada\"} ~ Ada"
      })
  void readsEverySchemaVersion(int schemaVersion, String payload, String reader) {
    assertThat(CODEC.read("MeterRead", schemaVersion, payload, Map.of("version", 3)))
        .isEqualTo(new MeterRead(3, 7_000, reader));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "MeterStolen ~ 1 ~ {} ~ unknown event type MeterStolen",
        "MeterRead ~ 0 ~ {} ~ unknown schema version 0 of MeterRead",
        "MeterRead ~ 4 ~ {} ~ unknown schema version 4 of MeterRead",
        "MeterRead ~ 2 ~ [] ~ not the payload of MeterRead: it is no JSON object",
        "MeterRead ~ 2 ~ {} ~ not the payload of MeterRead: wattHours is missing",
        "MeterRead ~ 3 ~ {\"wattHours\":1} ~ not the payload of MeterRead: reader is missing"
      })
  void refusesWhatItCannotRead(String type, int schemaVersion, String payload, String message) {
    assertThatThrownBy(() -> CODEC.read(type, schemaVersion, payload, Map.of("version", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
