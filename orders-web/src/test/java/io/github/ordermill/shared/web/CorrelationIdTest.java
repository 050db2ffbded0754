package io.github.ordermill.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationIdTest {

  @Test
  void keepsTheClientsOwn() {
    assertThat(CorrelationId.of("shop-42/7")).isEqualTo("shop-42/7");
    assertThat(CorrelationId.of("x".repeat(200))).hasSize(200);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"two words", "a\r\nSet-Cookie: b", "é", "\u0000"})
  void makesOneWhereTheClientsIsNotFit(String header) {
    assertThat(CorrelationId.of(header)).matches("[0-9a-f-]{36}");
  }

  @Test
  void makesOneWhereTheClientsIsTooLong() {
    assertThat(CorrelationId.of("x".repeat(201))).matches("[0-9a-f-]{36}");
  }
}
