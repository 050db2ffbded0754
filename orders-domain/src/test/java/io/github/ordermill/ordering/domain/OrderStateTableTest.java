package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderFixtures.TUESDAY;
import static io.github.ordermill.ordering.domain.OrderFixtures.anItem;
import static io.github.ordermill.ordering.domain.OrderFixtures.anyAddress;
import static io.github.ordermill.ordering.domain.OrderFixtures.orderInState;
import static io.github.ordermill.ordering.domain.OrderFixtures.placed;
import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_IS_PLACED_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.domain.RuleBroken;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The outcome of every command in every state. */
class OrderStateTableTest {

  private static final Map<String, Function<Order, OrderEvent>> COMMANDS =
      Map.of(
          "placeOrder", OrderStateTableTest::placeAgain,
          "confirmOrder", order -> order.confirm(TUESDAY),
          "cancelOrder", order -> order.cancel("why", TUESDAY),
          "cancelOrderLines",
              order -> order.cancelLines(List.of(new LineQuantity(2, 1)), "why", TUESDAY),
          "changeQuantity", order -> order.changeQuantity(1, 5, TUESDAY),
          "changeShippingAddress", order -> order.changeShippingAddress(anyAddress(), TUESDAY),
          "shipOrder", order -> order.ship("DHL", "JD0002", null, TUESDAY),
          "recordDelivery", order -> order.recordDelivery(null, TUESDAY),
          "addNote", order -> order.addNote("a note", TUESDAY));

  /** Third column: the state after the command, or the rule that forbids it. */
  @ParameterizedTest(name = "{0} when {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          placeOrder            | PLACED            | AN_ORDER_IS_PLACED_ONCE
          placeOrder            | CONFIRMED         | AN_ORDER_IS_PLACED_ONCE
          placeOrder            | PARTIALLY_SHIPPED | AN_ORDER_IS_PLACED_ONCE
          placeOrder            | SHIPPED           | AN_ORDER_IS_PLACED_ONCE
          placeOrder            | DELIVERED         | AN_ORDER_IS_PLACED_ONCE
          placeOrder            | CANCELLED         | AN_ORDER_IS_PLACED_ONCE
          confirmOrder          | PLACED            | CONFIRMED
          confirmOrder          | CONFIRMED         | ONLY_PLACED_ORDERS_ARE_CONFIRMED
          confirmOrder          | PARTIALLY_SHIPPED | ONLY_PLACED_ORDERS_ARE_CONFIRMED
          confirmOrder          | SHIPPED           | ONLY_PLACED_ORDERS_ARE_CONFIRMED
          confirmOrder          | DELIVERED         | ONLY_PLACED_ORDERS_ARE_CONFIRMED
          confirmOrder          | CANCELLED         | CANCELLED_ORDERS_DO_NOT_CHANGE
          cancelOrder           | PLACED            | CANCELLED
          cancelOrder           | CONFIRMED         | CANCELLED
          cancelOrder           | PARTIALLY_SHIPPED | SHIPPED_ORDERS_ARE_NOT_CANCELLED
          cancelOrder           | SHIPPED           | SHIPPED_ORDERS_ARE_NOT_CANCELLED
          cancelOrder           | DELIVERED         | SHIPPED_ORDERS_ARE_NOT_CANCELLED
          cancelOrder           | CANCELLED         | CANCELLED_ORDERS_DO_NOT_CHANGE
          cancelOrderLines      | PLACED            | PLACED
          cancelOrderLines      | CONFIRMED         | CONFIRMED
          cancelOrderLines      | PARTIALLY_SHIPPED | PARTIALLY_SHIPPED
          cancelOrderLines      | SHIPPED           | ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED
          cancelOrderLines      | DELIVERED         | ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED
          cancelOrderLines      | CANCELLED         | CANCELLED_ORDERS_DO_NOT_CHANGE
          changeQuantity        | PLACED            | PLACED
          changeQuantity        | CONFIRMED         | QUANTITIES_CHANGE_ONLY_BEFORE_CONFIRMATION
          changeQuantity        | PARTIALLY_SHIPPED | QUANTITIES_CHANGE_ONLY_BEFORE_CONFIRMATION
          changeQuantity        | SHIPPED           | QUANTITIES_CHANGE_ONLY_BEFORE_CONFIRMATION
          changeQuantity        | DELIVERED         | QUANTITIES_CHANGE_ONLY_BEFORE_CONFIRMATION
          changeQuantity        | CANCELLED         | CANCELLED_ORDERS_DO_NOT_CHANGE
          changeShippingAddress | PLACED            | PLACED
          changeShippingAddress | CONFIRMED         | CONFIRMED
          changeShippingAddress | PARTIALLY_SHIPPED | ADDRESSES_CHANGE_ONLY_BEFORE_SHIPPING
          changeShippingAddress | SHIPPED           | ADDRESSES_CHANGE_ONLY_BEFORE_SHIPPING
          changeShippingAddress | DELIVERED         | ADDRESSES_CHANGE_ONLY_BEFORE_SHIPPING
          changeShippingAddress | CANCELLED         | CANCELLED_ORDERS_DO_NOT_CHANGE
          shipOrder             | PLACED            | ONLY_CONFIRMED_ORDERS_ARE_SHIPPED
          shipOrder             | CONFIRMED         | SHIPPED
          shipOrder             | PARTIALLY_SHIPPED | SHIPPED
          shipOrder             | SHIPPED           | NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED
          shipOrder             | DELIVERED         | NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED
          shipOrder             | CANCELLED         | CANCELLED_ORDERS_DO_NOT_CHANGE
          recordDelivery        | PLACED            | ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED
          recordDelivery        | CONFIRMED         | ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED
          recordDelivery        | PARTIALLY_SHIPPED | PARTIALLY_SHIPPED
          recordDelivery        | SHIPPED           | DELIVERED
          recordDelivery        | DELIVERED         | ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED
          recordDelivery        | CANCELLED         | CANCELLED_ORDERS_DO_NOT_CHANGE
          addNote               | PLACED            | PLACED
          addNote               | CONFIRMED         | CONFIRMED
          addNote               | PARTIALLY_SHIPPED | PARTIALLY_SHIPPED
          addNote               | SHIPPED           | SHIPPED
          addNote               | DELIVERED         | DELIVERED
          addNote               | CANCELLED         | CANCELLED_ORDERS_DO_NOT_CHANGE
          """)
  void acceptsOrRefusesEveryCommandInEveryState(
      String command, OrderStatus state, String expected) {
    var order = orderInState(state);
    int version = order.version();

    var outcome = outcome(COMMANDS.get(command), order);

    assertThat(outcome).isEqualTo(expected);
    assertThat(order.version()).isEqualTo(isAccepted(outcome) ? version + 1 : version);
  }

  private static String outcome(Function<Order, OrderEvent> command, Order order) {
    try {
      var event = command.apply(order);
      assertThat(event.status()).isEqualTo(order.status());
      assertThat(event.version()).isEqualTo(order.version());
      return event.status().name();
    } catch (RuleBroken refused) {
      return refused.rule().name();
    }
  }

  private static boolean isAccepted(String outcome) {
    return Arrays.stream(OrderStatus.values()).anyMatch(status -> status.name().equals(outcome));
  }

  /** The event log refuses a second placement in the same way: version 1 is already taken. */
  private static OrderEvent placeAgain(Order order) {
    var again = placed(order.id(), anItem(1, "5.00"));
    AN_ORDER_IS_PLACED_ONCE.brokenIf(again.version() <= order.version());
    return again;
  }
}
