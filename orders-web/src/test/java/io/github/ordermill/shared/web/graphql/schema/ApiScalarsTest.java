package io.github.ordermill.shared.web.graphql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiScalarsTest {

  @Test
  void showsInstantsInUtcWithMilliseconds() {
    assertThat(shown(ApiScalars.DATE_TIME, Instant.parse("2026-11-22T20:56:30.501987Z")))
        .isEqualTo("2026-11-22T20:56:30.501Z");
    assertThat(shown(ApiScalars.DATE_TIME, Instant.parse("2026-11-22T20:56:30Z")))
        .isEqualTo("2026-11-22T20:56:30.000Z");
  }

  @Test
  void takesInstantsOfAnyOffset() {
    assertThat(taken(ApiScalars.DATE_TIME, "2026-11-22T21:56:30.5+01:00"))
        .isEqualTo(Instant.parse("2026-11-22T20:56:30.5Z"));
    assertThat(taken(ApiScalars.DATE_TIME, "2026-11-22t20:56:30z"))
        .isEqualTo(Instant.parse("2026-11-22T20:56:30Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2026-11-22", "2026-11-22T20:56:30", "2026-02-30T00:00:00Z", "yesterday"})
  void refusesOtherDateTimes(String text) {
    assertRefused(ApiScalars.DATE_TIME, text);
  }

  @Test
  void showsAndTakesCalendarDates() {
    assertThat(shown(ApiScalars.DATE, LocalDate.of(2026, 11, 2))).isEqualTo("2026-11-02");
    assertThat(taken(ApiScalars.DATE, "2024-02-29")).isEqualTo(LocalDate.of(2024, 2, 29));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02-29", "2026-1-1", "+12026-01-01", "20260101", "2026-01-01Z"})
  void refusesOtherDates(String text) {
    assertRefused(ApiScalars.DATE, text);
  }

  @Test
  void showsDecimalsAtTheirOwnScaleAndNeverWithAnExponent() {
    assertThat(shown(ApiScalars.DECIMAL, new BigDecimal("19.90"))).isEqualTo("19.90");
    assertThat(shown(ApiScalars.DECIMAL, new BigDecimal("1E+5"))).isEqualTo("100000");
    assertThat(shown(ApiScalars.DECIMAL, new BigDecimal("1E-9"))).isEqualTo("0.000000001");
  }

  @Test
  void takesPlainDecimalsAsStrings() {
    assertThat(taken(ApiScalars.DECIMAL, "-019.90")).isEqualTo(new BigDecimal("-19.90"));
    assertThat(literal(ApiScalars.DECIMAL, StringValue.of("0.5"))).isEqualTo(new BigDecimal("0.5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1,5",
        "1e5",
        ".5",
        "5.",
        "+5",
        "NaN",
        "Infinity",
        "0x10",
        "١",
        "1_000",
        "12345678901234567890123456789012345678901"
      })
  void refusesOtherDecimals(String text) {
    assertRefused(ApiScalars.DECIMAL, text);
  }

  @Test
  void refusesNumbersWhereADecimalIsExpected() {
    assertThatThrownBy(() -> taken(ApiScalars.DECIMAL, 5))
        .isInstanceOf(CoercingParseValueException.class)
        .hasMessageContaining("must be a string in plain decimal notation");
    assertThatThrownBy(() -> literal(ApiScalars.DECIMAL, IntValue.of(5)))
        .isInstanceOf(CoercingParseLiteralException.class);
    assertThatThrownBy(
            () -> literal(ApiScalars.DECIMAL, FloatValue.newFloatValue(BigDecimal.ONE).build()))
        .isInstanceOf(CoercingParseLiteralException.class);
  }

  private static void assertRefused(GraphQLScalarType scalar, Object value) {
    assertThatThrownBy(() -> taken(scalar, value))
        .isInstanceOf(CoercingParseValueException.class)
        .hasMessageStartingWith("must be a string");
  }

  private static Object shown(GraphQLScalarType scalar, Object value) {
    return scalar.getCoercing().serialize(value, GraphQLContext.getDefault(), Locale.ENGLISH);
  }

  private static Object taken(GraphQLScalarType scalar, Object value) {
    return scalar.getCoercing().parseValue(value, GraphQLContext.getDefault(), Locale.ENGLISH);
  }

  private static Object literal(GraphQLScalarType scalar, graphql.language.Value<?> value) {
    return scalar
        .getCoercing()
        .parseLiteral(
            value, CoercedVariables.emptyVariables(), GraphQLContext.getDefault(), Locale.ENGLISH);
  }
}
