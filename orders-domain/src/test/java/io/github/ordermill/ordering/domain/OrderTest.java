package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderFixtures.MONDAY;
import static io.github.ordermill.ordering.domain.OrderFixtures.TUESDAY;
import static io.github.ordermill.ordering.domain.OrderFixtures.anItem;
import static io.github.ordermill.ordering.domain.OrderFixtures.confirmedOrder;
import static io.github.ordermill.ordering.domain.OrderFixtures.money;
import static io.github.ordermill.ordering.domain.OrderFixtures.partiallyShippedOrder;
import static io.github.ordermill.ordering.domain.OrderFixtures.placed;
import static io.github.ordermill.ordering.domain.OrderFixtures.placedOrder;
import static io.github.ordermill.ordering.domain.OrderFixtures.shippedOrder;
import static io.github.ordermill.ordering.domain.OrderRule.ALL_LINES_ARE_IN_ONE_CURRENCY;
import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_HAS_AT_LEAST_ONE_LINE;
import static io.github.ordermill.ordering.domain.OrderRule.NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED;
import static io.github.ordermill.ordering.domain.OrderRule.SHIPPED_ORDERS_ARE_NOT_CANCELLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ordermill.ordering.domain.OrderEvent.OrderCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderDelivered;
import io.github.ordermill.ordering.domain.OrderEvent.OrderLinesCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderQuantityChanged;
import io.github.ordermill.shared.domain.InvalidArgument;
import io.github.ordermill.shared.domain.RuleBroken;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OrderTest {

  @Test
  void numbersLinesFromOneInTheOrderOfTheItems() {
    var placed = placed(anItem(2, "19.90"), anItem(1, "5.00"));

    assertThat(placed.lines()).extracting(OrderEvent.Line::number).containsExactly(1, 2);
    assertThat(placed.version()).isEqualTo(1);
    assertThat(placed.at()).isEqualTo(MONDAY);
    assertThat(placed.units()).isEqualTo(3);
  }

  @Test
  void totalIsTheSumOfTheLines() {
    var order = placedOrder();

    assertThat(order.total()).isEqualTo(money("44.80", "EUR"));
    assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
  }

  @Test
  void refusesAnOrderWithoutItems() {
    assertRefused(AN_ORDER_HAS_AT_LEAST_ONE_LINE, () -> placed());
  }

  @Test
  void refusesAnOrderInTwoCurrencies() {
    var yen = new OrderItem(new ProductId("sku-1"), null, 1, money("100", "JPY"));

    assertRefused(ALL_LINES_ARE_IN_ONE_CURRENCY, () -> placed(anItem(1, "5.00"), yen));
  }

  @Test
  void shipsAllUnitsThatAreLeftToShip() {
    var order = partiallyShippedOrder();

    var shipped = order.ship("DHL", "JD0002", null, TUESDAY);

    assertThat(shipped.lines()).containsExactly(part(1, 1), part(2, 1));
    assertThat(shipped.shipment()).isEqualTo(2);
    assertThat(shipped.version()).isEqualTo(4);
    assertThat(shipped.status()).isEqualTo(OrderStatus.SHIPPED);
    assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
  }

  @Test
  void becomesShippedWhenTheLastUnitIsShipped() {
    var order = partiallyShippedOrder();

    assertThat(ship(order, part(1, 1)).status()).isEqualTo(OrderStatus.PARTIALLY_SHIPPED);
    assertThat(ship(order, part(2, 1)).status()).isEqualTo(OrderStatus.SHIPPED);
  }

  @Test
  void refusesToShipMoreUnitsThanAreLeftToShip() {
    var order = partiallyShippedOrder();
    order.cancelLines(List.of(part(2, 1)), "broken", TUESDAY);

    assertRefused(NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED, () -> ship(order, part(1, 2)));
    assertRefused(NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED, () -> ship(order, part(2, 1)));
  }

  @Test
  void refusesInvalidLinesAndQuantities() {
    assertInvalid("lines[0].line", () -> ship(confirmedOrder(), part(3, 1)));
    assertInvalid("lines[1].line", () -> ship(confirmedOrder(), part(1, 1), part(1, 1)));
    assertInvalid("lines", () -> ship(confirmedOrder()));
    assertInvalid("lines[1].line", () -> cancel(placedOrder(), part(1, 1), part(7, 1)));
    assertInvalid("lines[1].line", () -> cancel(placedOrder(), part(1, 1), part(1, 1)));
    assertInvalid("lines", () -> cancel(placedOrder()));
    assertInvalid("lines[0].quantity", () -> cancel(placedOrder(), part(1, 3)));
    assertInvalid("line", () -> placedOrder().changeQuantity(3, 1, TUESDAY));
    assertInvalid("line", () -> placedOrder().changeQuantity(0, 1, TUESDAY));
  }

  @Test
  void totalIsZeroAfterCancellation() {
    var order = placedOrder();

    var cancelled = order.cancel("changed my mind", TUESDAY);

    assertThat(cancelled).isEqualTo(new OrderCancelled(order.id(), 2, "changed my mind", TUESDAY));
    assertThat(order.total()).isEqualTo(money("0.00", "EUR"));
    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(order.lines()).extracting(OrderLine::cancelled).containsExactly(2, 1);
  }

  @Test
  void totalDecreasesWhenUnitsAreCancelled() {
    var order = confirmedOrder();

    var cancelled = cancel(order, part(1, 1));

    assertThat(cancelled)
        .isEqualTo(
            new OrderLinesCancelled(
                order.id(),
                3,
                List.of(part(1, 1)),
                "broken",
                money("24.90", "EUR"),
                2,
                OrderStatus.CONFIRMED,
                TUESDAY));
    assertThat(order.total()).isEqualTo(money("24.90", "EUR"));
  }

  @Test
  void becomesCancelledWhenTheLastUnitIsCancelled() {
    var order = placedOrder();
    cancel(order, part(1, 2));

    var cancelled = cancel(order, part(2, 1));

    assertThat(cancelled).isEqualTo(new OrderCancelled(order.id(), 3, "broken", TUESDAY));
    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(order.total()).isEqualTo(money("0.00", "EUR"));
  }

  @Test
  void refusesToCancelShippedUnits() {
    var order = partiallyShippedOrder();

    assertRefused(ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED, () -> cancel(order, part(1, 2)));
    assertThat(cancel(order, part(1, 1)).status()).isEqualTo(OrderStatus.PARTIALLY_SHIPPED);
  }

  @Test
  void refusesToChangeACancelledLine() {
    var order = placedOrder();
    cancel(order, part(1, 2));

    assertInvalid("lines[0].line", () -> cancel(order, part(1, 1)));
    assertInvalid("line", () -> order.changeQuantity(1, 5, TUESDAY));
  }

  @Test
  void becomesShippedWhenAllUnshippedUnitsAreCancelled() {
    var order = partiallyShippedOrder();

    var cancelled = cancel(order, part(1, 1), part(2, 1));

    assertThat(cancelled.status()).isEqualTo(OrderStatus.SHIPPED);
    assertThat(order.total()).isEqualTo(money("19.90", "EUR"));
  }

  @Test
  void becomesDeliveredWhenAllUnshippedUnitsAreCancelledAfterEveryShipmentWasDelivered() {
    var order = partiallyShippedOrder();
    assertThat(order.recordDelivery(1, TUESDAY).status()).isEqualTo(OrderStatus.PARTIALLY_SHIPPED);

    var cancelled = cancel(order, part(1, 1), part(2, 1));

    assertThat(cancelled.status()).isEqualTo(OrderStatus.DELIVERED);
  }

  @Test
  void becomesDeliveredWhenEveryShipmentIsDelivered() {
    var order = partiallyShippedOrder();
    order.ship("DHL", "JD0002", null, TUESDAY);

    assertThat(order.recordDelivery(2, TUESDAY).status()).isEqualTo(OrderStatus.SHIPPED);
    assertThat(order.recordDelivery(null, TUESDAY))
        .isEqualTo(new OrderDelivered(order.id(), 6, List.of(1), OrderStatus.DELIVERED, TUESDAY));
  }

  @Test
  void refusesToDeliverAShipmentThatIsNotInTransit() {
    var order = partiallyShippedOrder();

    assertRefused(ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED, () -> order.recordDelivery(2, TUESDAY));
    order.recordDelivery(1, TUESDAY);
    assertRefused(ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED, () -> order.recordDelivery(1, TUESDAY));
    assertRefused(
        ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED, () -> order.recordDelivery(null, TUESDAY));
  }

  @Test
  void recalculatesTheTotalWhenAQuantityChanges() {
    var order = placedOrder();
    cancel(order, part(1, 1));

    var changed = order.changeQuantity(1, 4, TUESDAY);

    assertThat(changed)
        .isEqualTo(
            new OrderQuantityChanged(order.id(), 3, 1, 4, money("64.70", "EUR"), 4, TUESDAY));
    assertThat(order.total()).isEqualTo(money("64.70", "EUR"));
    assertInvalid("quantity", () -> order.changeQuantity(1, 1, TUESDAY));
  }

  @Test
  void refusesAQuantityThatExceedsTheLimitOfMoney() {
    var order = new Order(placed(anItem(1, "999999999999999.00"), anItem(1, "0.99")));

    assertInvalid("quantity", () -> order.changeQuantity(2, 2, TUESDAY));
    assertInvalid("quantity", () -> order.changeQuantity(1, Integer.MAX_VALUE, TUESDAY));

    assertThat(order.total()).isEqualTo(money("999999999999999.99", "EUR"));
    assertThat(order.version()).isEqualTo(1);
  }

  @Test
  void changesTheShippingAddress() {
    var order = confirmedOrder();
    var newAddress = new Address("Alan Turing", "Elm Road 2", "Wilmslow", null, "SK9", "GB");

    var changed = order.changeShippingAddress(newAddress, TUESDAY);

    assertThat(changed.shippingAddress()).isEqualTo(newAddress);
    assertThat(changed.status()).isEqualTo(OrderStatus.CONFIRMED);
    assertThat(order.shippingAddress()).isEqualTo(newAddress);
  }

  @Test
  void isUnchangedAfterARefusal() {
    var order = shippedOrder();

    assertRefused(SHIPPED_ORDERS_ARE_NOT_CANCELLED, () -> order.cancel("no", TUESDAY));

    assertThat(order.version()).isEqualTo(3);
    assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
    assertThat(order.total()).isEqualTo(money("44.80", "EUR"));
  }

  @Test
  void isUnchangedAfterARefusalOfOneOfSeveralLines() {
    var order = partiallyShippedOrder();
    var lines = order.lines();

    assertRefused(NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED, () -> ship(order, part(2, 1), part(1, 2)));

    assertThat(order.lines()).isEqualTo(lines);
  }

  @Test
  void statesRulesAsSentences() {
    assertThat(SHIPPED_ORDERS_ARE_NOT_CANCELLED.sentence())
        .isEqualTo("Shipped orders are not cancelled");
  }

  private static LineQuantity part(int line, int quantity) {
    return new LineQuantity(line, quantity);
  }

  private static OrderEvent ship(Order order, LineQuantity... parts) {
    return order.ship("DHL", "JD0002", List.of(parts), TUESDAY);
  }

  private static OrderEvent cancel(Order order, LineQuantity... parts) {
    return order.cancelLines(List.of(parts), "broken", TUESDAY);
  }

  private static void assertRefused(OrderRule rule, ThrowingCallable call) {
    var broken = catchThrowableOfType(RuleBroken.class, call);

    assertThat(broken).isNotNull();
    assertThat(broken.rule()).isEqualTo(rule);
  }

  private static void assertInvalid(String argument, ThrowingCallable call) {
    var invalid = catchThrowableOfType(InvalidArgument.class, call);

    assertThat(invalid).isNotNull();
    assertThat(invalid.argument()).isEqualTo(argument);
  }
}
