package io.github.ordermill.ordering.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.domain.OrderAction;
import io.github.ordermill.ordering.domain.OrderRule;
import io.github.ordermill.ordering.domain.OrderStatus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The enums of the API have exactly the names of the domain. */
class ApiEnumsTest {

  @Test
  void namesEveryRuleOfTheOrder() {
    assertThat(names(OrderResults.Rule.values())).isEqualTo(names(OrderRule.values()));
  }

  @Test
  void namesEveryStatusOfTheOrder() {
    assertThat(names(OrderView.Status.values())).isEqualTo(names(OrderStatus.values()));
  }

  @Test
  void namesEveryActionOfTheOrder() {
    assertThat(names(OrderView.Action.values())).isEqualTo(names(OrderAction.values()));
  }

  private static List<String> names(Enum<?>... constants) {
    return Stream.of(constants).map(Enum::name).toList();
  }
}
