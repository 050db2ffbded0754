package io.github.ordermill.ordering.application.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.listing.OrderSort.Direction;
import io.github.ordermill.ordering.application.listing.OrderSort.Field;
import io.github.ordermill.ordering.application.reading.OrderView;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListOrdersTest {

  private static final Validator VALIDATOR =
      Validation.buildDefaultValidatorFactory().getValidator();

  private static final UUID ORDER = UUID.fromString("0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10");
  private static final String CURSOR = "PLACED_AT DESC 1795460190501000 " + ORDER;

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void reportsAPageSizeOutOfRange(int size) {
    assertThat(violations(list(size, null, null, null))).containsExactly("first");
    assertThat(violations(list(null, null, size, null))).containsExactly("last");
  }

  @Test
  void reportsFirstTogetherWithLast() {
    assertThat(VALIDATOR.validate(list(1, null, 1, null)))
        .extracting(ConstraintViolation::getMessage)
        .containsExactly("must not be given together with first");
    assertThat(violations(list(1, null, 1, null))).containsExactly("last");
    assertThat(violations(list(1, CURSOR, null, CURSOR))).isEmpty();
    assertThat(violations(list(null, CURSOR, 100, CURSOR))).isEmpty();
  }

  @Test
  void returnsTheFirstTwentyOrdersByDefault() {
    assertThat(list(null, null, null, null).size()).isEqualTo(20);
    assertThat(list(null, null, null, null).backwards()).isFalse();
    assertThat(list(null, null, 7, null).size()).isEqualTo(7);
    assertThat(list(null, null, 7, null).backwards()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "PLACED_AT DESC 1795460190501000",
        "PLACED_AT DESC 1795460190501000 x",
        "PLACED_AT DESC 99999999999999999999 0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10",
        "PLACED_AT DESC NaN 0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10",
        "PLACED_AT ASC 1795460190501000 0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10",
        "UPDATED_AT DESC 1795460190501000 0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10",
        "PLACED_AT DESC 1795460190501000 0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10 ",
        "PLACED_AT DESC ١ 0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10"
      })
  void reportsACursorThatDoesNotBelongToTheList(String cursor) {
    assertThat(VALIDATOR.validate(list(1, cursor, null, null)))
        .extracting(ConstraintViolation::getMessage)
        .containsExactly("must be a cursor that this list has given, sorted as it is now");
    assertThat(violations(list(1, cursor, null, null))).containsExactly("after");
    assertThat(violations(list(1, null, null, cursor))).containsExactly("before");
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void parsesEveryPositionThatItFormats(Field field) {
    var sort = new OrderSort(field, Direction.ASC);
    for (var key :
        switch (field) {
          case PLACED_AT, UPDATED_AT ->
              List.<Comparable<?>>of(
                  Instant.parse("2026-11-22T20:56:30.501123Z"),
                  Instant.parse("1969-12-31T23:59:59.999999Z"));
          case TOTAL ->
              List.<Comparable<?>>of(
                  new BigDecimal("0.00"), new BigDecimal("999999999999999.9999"));
          case NUMBER -> List.<Comparable<?>>of("O-00000001", "O-999999999999999999");
        }) {
      var position = new OrderPosition(sort, key, ORDER);

      assertThat(OrderPosition.parse(position.toText(), sort)).contains(position);
    }
  }

  @Test
  void reportsEveryInvalidPropertyOfTheFilter() {
    var filter =
        new OrderFilter(
            " ",
            List.of(OrderView.Status.PLACED),
            "x".repeat(101),
            "\u0000",
            null,
            null,
            "euro",
            null,
            null,
            "x".repeat(101));

    assertThat(violations(new ListOrders(filter, OrderSort.NEWEST_FIRST, null, null, null, null)))
        .containsExactlyInAnyOrder(
            "filter.customerId",
            "filter.productId",
            "filter.reference",
            "filter.currency",
            "filter.text");
  }

  private static ListOrders list(Integer first, String after, Integer last, String before) {
    return new ListOrders(OrderFilter.NONE, OrderSort.NEWEST_FIRST, first, after, last, before);
  }

  private static List<String> violations(Object query) {
    return VALIDATOR.validate(query).stream()
        .map(violation -> violation.getPropertyPath().toString())
        .toList();
  }
}
