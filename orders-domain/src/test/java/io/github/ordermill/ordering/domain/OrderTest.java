package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderFixtures.MONDAY;
import static io.github.ordermill.ordering.domain.OrderFixtures.TUESDAY;
import static io.github.ordermill.ordering.domain.OrderFixtures.anItem;
import static io.github.ordermill.ordering.domain.OrderFixtures.anyAddress;
import static io.github.ordermill.ordering.domain.OrderFixtures.cancelledOrder;
import static io.github.ordermill.ordering.domain.OrderFixtures.money;
import static io.github.ordermill.ordering.domain.OrderFixtures.placed;
import static io.github.ordermill.ordering.domain.OrderFixtures.placedOrder;
import static io.github.ordermill.ordering.domain.OrderFixtures.shippedOrder;
import static io.github.ordermill.ordering.domain.OrderRule.ALL_LINES_ARE_IN_ONE_CURRENCY;
import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_HAS_AT_LEAST_ONE_LINE;
import static io.github.ordermill.ordering.domain.OrderRule.CANCELLED_ORDERS_DO_NOT_CHANGE;
import static io.github.ordermill.ordering.domain.OrderRule.NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED;
import static io.github.ordermill.ordering.domain.OrderRule.SHIPPED_ORDERS_ARE_NOT_CANCELLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ordermill.ordering.domain.OrderEvent.OrderCancelled;
import io.github.ordermill.shared.domain.RuleBroken;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OrderTest {

  @Test
  void numbersItsLinesFromOneInTheOrderOfTheItems() {
    var placed = placed(anItem(2, "19.90"), anItem(1, "5.00"));

    assertThat(placed.lines()).extracting(OrderEvent.Line::number).containsExactly(1, 2);
    assertThat(placed.version()).isEqualTo(1);
    assertThat(placed.at()).isEqualTo(MONDAY);
  }

  @Test
  void owesTheSumOfItsLines() {
    var order = placedOrder();

    assertThat(order.total()).isEqualTo(money("44.80", "EUR"));
    assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
  }

  @Test
  void refusesToBePlacedWithoutItems() {
    assertRefused(AN_ORDER_HAS_AT_LEAST_ONE_LINE, () -> placed());
  }

  @Test
  void refusesToBePlacedInTwoCurrencies() {
    var yen = new OrderItem(new ProductId("sku-1"), null, 1, money("100", "JPY"));

    assertRefused(
        ALL_LINES_ARE_IN_ONE_CURRENCY,
        () ->
            Order.place(
                OrderId.next(MONDAY),
                OrderNumber.of(1),
                new CustomerId("c"),
                null,
                List.of(anItem(1, "5.00"), yen),
                anyAddress(),
                MONDAY));
  }

  @Test
  void shipsEverythingThatWasOrdered() {
    var order = placedOrder();

    var shipped = order.ship("DHL", "JD0001", TUESDAY);

    assertThat(shipped.lines()).containsExactly(new LineQuantity(1, 2), new LineQuantity(2, 1));
    assertThat(shipped.shipment()).isEqualTo(1);
    assertThat(shipped.version()).isEqualTo(2);
    assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
  }

  @Test
  void refusesToShipAnOrderTwice() {
    assertRefused(
        NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED, () -> shippedOrder().ship("DHL", "2", TUESDAY));
  }

  @Test
  void refusesToShipACancelledOrder() {
    assertRefused(CANCELLED_ORDERS_DO_NOT_CHANGE, () -> cancelledOrder().ship("DHL", "2", TUESDAY));
  }

  @Test
  void owesNothingOnceItIsCancelled() {
    var order = placedOrder();

    var cancelled = order.cancel("changed my mind", TUESDAY);

    assertThat(cancelled).isEqualTo(new OrderCancelled(order.id(), 2, "changed my mind", TUESDAY));
    assertThat(order.total()).isEqualTo(money("0.00", "EUR"));
    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
  }

  @Test
  void refusesToCancelAShippedOrder() {
    assertRefused(SHIPPED_ORDERS_ARE_NOT_CANCELLED, () -> shippedOrder().cancel("no", TUESDAY));
  }

  @Test
  void refusesToCancelTwice() {
    assertRefused(CANCELLED_ORDERS_DO_NOT_CHANGE, () -> cancelledOrder().cancel("no", TUESDAY));
  }

  @Test
  void changesNothingWhenItRefuses() {
    var order = shippedOrder();

    assertRefused(SHIPPED_ORDERS_ARE_NOT_CANCELLED, () -> order.cancel("no", TUESDAY));

    assertThat(order.version()).isEqualTo(2);
    assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
    assertThat(order.total()).isEqualTo(money("44.80", "EUR"));
  }

  @Test
  void allowsExactlyWhatItDoesNotRefuse() {
    for (var order : List.of(placedOrder(), shippedOrder(), cancelledOrder())) {
      var allowed = order.status().allowedActions();

      assertThat(isAccepted(() -> order.cancel("why", TUESDAY)))
          .isEqualTo(allowed.contains(OrderAction.CANCEL));
    }
    for (var order : List.of(placedOrder(), shippedOrder(), cancelledOrder())) {
      var allowed = order.status().allowedActions();

      assertThat(isAccepted(() -> order.ship("DHL", "1", TUESDAY)))
          .isEqualTo(allowed.contains(OrderAction.SHIP));
    }
  }

  @Test
  void namesItsRulesInSentences() {
    assertThat(SHIPPED_ORDERS_ARE_NOT_CANCELLED.sentence())
        .isEqualTo("Shipped orders are not cancelled");
  }

  private static boolean isAccepted(ThrowingCallable what) {
    return catchThrowableOfType(RuleBroken.class, what) == null;
  }

  private static void assertRefused(OrderRule rule, ThrowingCallable what) {
    var broken = catchThrowableOfType(RuleBroken.class, what);

    assertThat(broken).isNotNull();
    assertThat(broken.rule()).isEqualTo(rule);
  }
}
