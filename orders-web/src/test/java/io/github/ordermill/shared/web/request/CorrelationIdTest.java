package io.github.ordermill.shared.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationIdTest {

  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String TRACE = "00-" + ID + "-00f067aa0ba902b7-01";

  @Test
  void keepsTheClientsId() {
    assertThat(CorrelationId.of("shop-42/7", List.of(TRACE))).isEqualTo("shop-42/7");
    assertThat(CorrelationId.of("x".repeat(200), List.of())).hasSize(200);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"two words", "a\r\nSet-Cookie: b", "é", "\u0000"})
  void createsAnIdIfTheClientsIsInvalid(String header) {
    assertThat(CorrelationId.of(header, List.of())).matches("[0-9a-f-]{36}");
  }

  @Test
  void createsAnIdIfTheClientsIsTooLong() {
    assertThat(CorrelationId.of("x".repeat(201), List.of())).matches("[0-9a-f-]{36}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TRACE,
        " " + TRACE + " ",
        "00-" + ID + "-00f067aa0ba902b7-00",
        "cc-" + ID + "-00f067aa0ba902b7-01-what-the-future-will-be-like"
      })
  void usesTheTraceId(String traceparent) {
    assertThat(CorrelationId.of(null, List.of(traceparent))).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ID,
        "00-" + ID + "-00f067aa0ba902b7",
        "00-" + ID + "-00f067aa0ba902b7-01-more",
        "ff-" + ID + "-00f067aa0ba902b7-01",
        "0-" + ID + "-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-" + ID + "-0000000000000000-01",
        "00-" + ID + "x-00f067aa0ba902b7-01",
        "00-" + ID + "-00f067aa0ba902b7-0x",
        "cc-" + ID + "-00f067aa0ba902b7-01.more"
      })
  void ignoresAMalformedTrace(String traceparent) {
    assertThat(CorrelationId.of(null, List.of(traceparent))).matches("[0-9a-f-]{36}");
  }

  @Test
  void ignoresSeveralTraces() {
    assertThat(CorrelationId.of(null, List.of(TRACE, TRACE))).matches("[0-9a-f-]{36}");
  }
}
