package io.github.ordermill.shared.infrastructure.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonCodecTest {

  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Parcel PARCEL =
      new Parcel(
          new ParcelId(UUID.fromString("0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a77")),
          State.SENT,
          List.of(new Part(1, "Kettle", new Price(new BigDecimal("19.90"), EUR)), part(2)),
          Instant.parse("2026-11-23T09:00:00Z"),
          7_000_000_000L);

  private static final String TEXT =
      """
      {"id":"0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a77","state":"SENT","parts":[\
      {"number":1,"name":"Kettle","price":{"amount":"19.90","currency":"EUR"}},\
      {"number":2,"price":{"amount":"5.0","currency":"EUR"}}],\
      "sentAt":"2026-11-23T09:00:00Z","grams":7000000000}\
      """;

  private record ParcelId(UUID value) {}

  private enum State {
    SENT
  }

  private record Price(BigDecimal amount, Currency currency) {}

  private record Part(int number, String name, Price price) {

    private Part {
      Objects.requireNonNull(price, "price");
      if (number < 1) {
        throw new IllegalArgumentException("parts begin at 1");
      }
    }
  }

  private record Parcel(ParcelId id, State state, List<Part> parts, Instant sentAt, long grams) {}

  private sealed interface Answer {
    record Yes(int count) implements Answer {}

    record No(String reason, String remedy) implements Answer {}
  }

  @Test
  void writesComponentsInOrderAndOmitsNulls() {
    assertThat(JsonCodec.STANDARD.write(PARCEL)).isEqualTo(TEXT);
  }

  @Test
  void readsWhatItWrote() {
    assertThat(JsonCodec.STANDARD.read(Parcel.class, TEXT)).isEqualTo(PARCEL);
  }

  @Test
  void writesDecimalNumbersWithoutExponent() {
    assertThat(JsonCodec.STANDARD.write(new Price(new BigDecimal("1E+3"), null)))
        .isEqualTo("{\"amount\":\"1000\"}");
  }

  @Test
  void ignoresUnknownMembers() {
    assertThat(JsonCodec.STANDARD.read(Price.class, "{\"tax\":[1.5],\"amount\":\"1\"}"))
        .isEqualTo(new Price(BigDecimal.ONE, null));
  }

  @Test
  void leavesExcludedComponentsOutAndTakesTheirValues() {
    var codec =
        JsonCodec.STANDARD
            .excluding(Parcel.class, Set.of("id", "grams"))
            .excluding(Price.class, Set.of("currency"));
    var text =
        """
        {"state":"SENT","parts":[{"number":1,"name":"Kettle","price":"19.90"},\
        {"number":2,"price":"5.0"}],"sentAt":"2026-11-23T09:00:00Z"}\
        """;

    assertThat(codec.write(PARCEL)).isEqualTo(text);
    assertThat(
            codec.read(
                Parcel.class,
                text,
                Map.of("id", PARCEL.id, "grams", PARCEL.grams, "currency", EUR)))
        .isEqualTo(PARCEL);
  }

  @Test
  void doesNotReadExcludedComponentsFromTheText() {
    var codec = JsonCodec.STANDARD.excluding(Price.class, Set.of("currency"));

    assertThat(codec.read(Price.class, "\"1\"", Map.of("currency", EUR)).currency()).isEqualTo(EUR);
    assertThatThrownBy(
            () ->
                codec.read(
                    Price.class,
                    "{\"amount\":\"1\",\"currency\":\"USD\"}",
                    Map.of("currency", EUR)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesTheTypesOfASealedFamily() {
    var codec = JsonCodec.STANDARD.naming(Answer.class, "answer");

    assertThat(codec.write(new Answer.Yes(1))).isEqualTo("{\"answer\":\"Yes\",\"count\":1}");
    assertThat(codec.read(Answer.class, "{\"answer\":\"No\",\"reason\":\"r\"}"))
        .isEqualTo(new Answer.No("r", null));
    assertThatThrownBy(() -> codec.read(Answer.class, "{\"answer\":\"Maybe\"}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{ ~ it is no JSON object",
        "[] ~ it is no JSON object",
        "null ~ it is no JSON object",
        "'' ~ it is no JSON object",
        "{} {} ~ it is no JSON object",
        "{\"parts\":[{\"number\":1}]} ~ parts[0].price is missing",
        "{\"parts\":[{\"name\":\"n\"}]} ~ parts[0].number is missing",
        "{\"parts\":[{\"number\":null}]} ~ parts[0].number is missing",
        "{\"parts\":[{\"number\":0,\"price\":{}}]} ~ parts[0]: parts begin at 1",
        "{\"parts\":[{\"number\":\"1\"}]} ~ parts[0].number is of another type",
        "{\"parts\":[{\"number\":1.5}]} ~ parts[0].number is of another type",
        "{\"parts\":[{\"number\":5000000000}]} ~ parts[0].number is no number in range",
        "{\"parts\":[{\"number\":1,\"name\":7}]} ~ parts[0].name is of another type",
        "{\"parts\":{}} ~ parts is of another type",
        "{\"state\":\"LOST\"} ~ state is not valid: LOST",
        "{\"state\":0} ~ state is of another type",
        "{\"sentAt\":\"Monday\"} ~ sentAt is not valid: Monday",
        "{\"sentAt\":1763888400} ~ sentAt is of another type",
        "{\"id\":\"7\"} ~ id is not valid: 7",
        "{\"grams\":true} ~ grams is of another type"
      })
  void namesTheFaultyMember(String text, String message) {
    assertThatThrownBy(() -> JsonCodec.STANDARD.read(Parcel.class, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void limitsDepthAndNumbers() {
    var deep = "{\"x\":" + "[".repeat(200) + "]".repeat(200) + "}";
    var longNumber = "{\"x\":" + "1".repeat(1_000) + "}";

    for (var text : List.of(deep, longNumber)) {
      assertThatThrownBy(() -> JsonCodec.STANDARD.readObject(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("it is nested too deeply, or a part of it is too long");
    }
  }

  @Test
  void readsObjectsOfManyLines() {
    var parts = Collections.nCopies(20_000, part(1));
    var large = new Parcel(PARCEL.id, State.SENT, parts, PARCEL.sentAt, 1);

    assertThat(JsonCodec.STANDARD.read(Parcel.class, JsonCodec.STANDARD.write(large)))
        .isEqualTo(large);
  }

  private static Part part(int number) {
    return new Part(number, null, new Price(new BigDecimal("5.0"), EUR));
  }
}
