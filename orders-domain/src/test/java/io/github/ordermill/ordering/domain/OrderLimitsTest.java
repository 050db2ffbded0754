package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderFixtures.TUESDAY;
import static io.github.ordermill.ordering.domain.OrderFixtures.anItem;
import static io.github.ordermill.ordering.domain.OrderFixtures.anyAddress;
import static io.github.ordermill.ordering.domain.OrderFixtures.placed;
import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_HAS_AT_MOST_10000_EVENTS;
import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_HAS_AT_MOST_1000_NOTES;
import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_HAS_AT_MOST_1000_SHIPMENTS;
import static io.github.ordermill.ordering.domain.OrderRule.NOTES_OF_AN_ORDER_HAVE_AT_MOST_5000000_CHARACTERS_IN_TOTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.shared.domain.RuleBroken;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What one order may hold at most. */
class OrderLimitsTest {

  private static final String EMOJI = "\uD83D\uDE00";

  @Test
  void takesAThousandNotes() {
    var order = new Order(placed(anItem(1, "5.00")));
    for (int i = 0; i < OrderLimits.NOTES; i++) {
      assertThat(order.allowedActions()).contains(OrderAction.ADD_NOTE);
      order.addNote("hi", TUESDAY);
    }

    assertThat(order.allowedActions())
        .doesNotContain(OrderAction.ADD_NOTE)
        .contains(OrderAction.CHANGE_SHIPPING_ADDRESS);
    assertRefused(AN_ORDER_HAS_AT_MOST_1000_NOTES, () -> order.addNote("hi", TUESDAY));
    order.confirm(TUESDAY);
  }

  @Test
  void takesNotesOfFiveMillionCharactersTogether() {
    var order = new Order(placed(anItem(1, "5.00")));
    for (int i = 0; i < 500; i++) {
      order.addNote(EMOJI.repeat(9_999), TUESDAY);
    }

    assertRefused(
        NOTES_OF_AN_ORDER_HAVE_AT_MOST_5000000_CHARACTERS_IN_TOTAL,
        () -> order.addNote("x".repeat(501), TUESDAY));
    assertThat(order.allowedActions()).contains(OrderAction.ADD_NOTE);
    order.addNote("x".repeat(500), TUESDAY);

    assertThat(order.allowedActions()).doesNotContain(OrderAction.ADD_NOTE);
    assertRefused(
        NOTES_OF_AN_ORDER_HAVE_AT_MOST_5000000_CHARACTERS_IN_TOTAL,
        () -> order.addNote("x", TUESDAY));
  }

  @Test
  void shipsAllThatIsLeftWithTheLastShipment() {
    var order = new Order(placed(anItem(2_000, "5.00")));
    order.confirm(TUESDAY);
    for (int i = 1; i < OrderLimits.SHIPMENTS; i++) {
      order.ship("DHL", "JD" + i, oneUnit(), TUESDAY);
    }

    assertRefused(
        AN_ORDER_HAS_AT_MOST_1000_SHIPMENTS, () -> order.ship("DHL", "JD", oneUnit(), TUESDAY));
    assertThat(order.allowedActions()).contains(OrderAction.SHIP);
    var last = order.ship("DHL", "JD", null, TUESDAY);

    assertThat(last.shipment()).isEqualTo(OrderLimits.SHIPMENTS);
    assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
    order.recordDelivery(null, TUESDAY);
    assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);
  }

  @Test
  void keepsEventsForConfirmationShipmentAndDelivery() {
    var order = full();

    assertThat(order.version()).isEqualTo(9_997);
    assertThat(order.allowedActions())
        .containsExactlyInAnyOrder(
            OrderAction.CONFIRM, OrderAction.CANCEL, OrderAction.CANCEL_LINES);
    refusesAllThatDoesNotLeadToTheEnd(order);
    assertRefused(
        AN_ORDER_HAS_AT_MOST_10000_EVENTS, () -> order.cancelLines(oneUnit(), "why", TUESDAY));
    assertRefused(AN_ORDER_HAS_AT_MOST_10000_EVENTS, () -> order.changeQuantity(1, 5, TUESDAY));
    order.confirm(TUESDAY);

    assertThat(order.allowedActions())
        .containsExactlyInAnyOrder(OrderAction.CANCEL, OrderAction.CANCEL_LINES, OrderAction.SHIP);
    refusesAllThatDoesNotLeadToTheEnd(order);
    assertRefused(
        AN_ORDER_HAS_AT_MOST_10000_EVENTS, () -> order.ship("DHL", "JD", oneUnit(), TUESDAY));
    order.ship("DHL", "JD", null, TUESDAY);

    assertThat(order.allowedActions()).containsExactly(OrderAction.DELIVER);
    refusesAllThatDoesNotLeadToTheEnd(order);
    order.recordDelivery(null, TUESDAY);

    assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);
    assertThat(order.version()).isEqualTo(OrderLimits.EVENTS);
    assertThat(order.allowedActions()).isEmpty();
    assertRefused(AN_ORDER_HAS_AT_MOST_10000_EVENTS, () -> order.addNote("hi", TUESDAY));
  }

  @Test
  void keepsEventsForTheRestOfAPartlyShippedOrder() {
    var order = new Order(placed(anItem(3, "5.00")));
    while (order.version() < 9_995) {
      order.changeShippingAddress(anyAddress(), TUESDAY);
    }
    order.confirm(TUESDAY);
    order.ship("DHL", "JD1", oneUnit(), TUESDAY);
    order.ship("DHL", "JD2", oneUnit(), TUESDAY);

    assertThat(order.version()).isEqualTo(9_998);
    assertThat(order.allowedActions())
        .containsExactlyInAnyOrder(OrderAction.CANCEL_LINES, OrderAction.SHIP);
    assertRefused(AN_ORDER_HAS_AT_MOST_10000_EVENTS, () -> order.recordDelivery(1, TUESDAY));
    order.cancelLines(oneUnit(), "broken", TUESDAY);
    assertRefused(AN_ORDER_HAS_AT_MOST_10000_EVENTS, () -> order.recordDelivery(1, TUESDAY));
    order.recordDelivery(null, TUESDAY);

    assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);
    assertThat(order.version()).isEqualTo(OrderLimits.EVENTS);
  }

  @Test
  void cancelsAnOrderWithTheMaximumOfEvents() {
    var order = full();

    order.cancel("why", TUESDAY);

    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
  }

  @Test
  void cancelsTheLastUnitsOfAnOrderWithTheMaximumOfEvents() {
    var order = full();

    order.cancelLines(List.of(new LineQuantity(1, 4)), "why", TUESDAY);

    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
  }

  private static void refusesAllThatDoesNotLeadToTheEnd(Order order) {
    assertRefused(AN_ORDER_HAS_AT_MOST_10000_EVENTS, () -> order.addNote("hi", TUESDAY));
    if (!order.status().anythingShipped()) {
      assertRefused(
          AN_ORDER_HAS_AT_MOST_10000_EVENTS,
          () -> order.changeShippingAddress(anyAddress(), TUESDAY));
    }
  }

  private static void assertRefused(OrderRule rule, ThrowingCallable command) {
    assertThatThrownBy(command)
        .isInstanceOfSatisfying(RuleBroken.class, it -> assertThat(it.rule()).isEqualTo(rule));
  }

  /** A placed order of four units that has no events left but those to its end. */
  private static Order full() {
    var order = new Order(placed(anItem(4, "5.00")));
    int version;
    do {
      version = order.version();
      if (order.allowedActions().contains(OrderAction.CHANGE_SHIPPING_ADDRESS)) {
        order.changeShippingAddress(anyAddress(), TUESDAY);
      }
    } while (order.version() > version);
    return order;
  }

  private static List<LineQuantity> oneUnit() {
    return List.of(new LineQuantity(1, 1));
  }
}
