package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderFixtures.TUESDAY;
import static io.github.ordermill.ordering.domain.OrderFixtures.anItem;
import static io.github.ordermill.ordering.domain.OrderFixtures.anyAddress;
import static io.github.ordermill.ordering.domain.OrderFixtures.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.shared.domain.InvalidArgument;
import io.github.ordermill.shared.domain.RuleBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Properties that hold after any sequence of commands. */
class OrderCommandSequencesTest {

  private static final Map<OrderAction, String> COMMANDS =
      Map.of(
          OrderAction.CONFIRM, "confirmOrder",
          OrderAction.CANCEL, "cancelOrder",
          OrderAction.CANCEL_LINES, "cancelOrderLines",
          OrderAction.CHANGE_QUANTITY, "changeQuantity",
          OrderAction.CHANGE_SHIPPING_ADDRESS, "changeShippingAddress",
          OrderAction.SHIP, "shipOrder",
          OrderAction.DELIVER, "recordDelivery",
          OrderAction.ADD_NOTE, "addNote");

  /** A command with arguments that may or may not be valid for the order. */
  private record Step(OrderAction action, int line, int quantity) {

    /** Sends the command and returns whether the order has accepted it. */
    boolean isAcceptedBy(Order order) {
      try {
        send(order);
        return true;
      } catch (RuleBroken | InvalidArgument refused) {
        return false;
      }
    }

    private void send(Order order) {
      var part = List.of(new LineQuantity(line, quantity));
      switch (action) {
        case CONFIRM -> order.confirm(TUESDAY);
        case CANCEL -> order.cancel("why", TUESDAY);
        case CANCEL_LINES -> order.cancelLines(part, "why", TUESDAY);
        case CHANGE_QUANTITY -> order.changeQuantity(line, quantity, TUESDAY);
        case CHANGE_SHIPPING_ADDRESS -> order.changeShippingAddress(anyAddress(), TUESDAY);
        case SHIP -> order.ship("DHL", "1", part, TUESDAY);
        case DELIVER -> order.recordDelivery(line, TUESDAY);
        case ADD_NOTE -> order.addNote("a note", TUESDAY);
        default -> throw new AssertionError(action);
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> commandSequences() {
    // Few cancellations: no command is accepted after one.
    var actions =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.of(EnumSet.complementOf(EnumSet.of(OrderAction.CANCEL)))),
            Tuple.of(1, Arbitraries.just(OrderAction.CANCEL)));
    return Combinators.combine(
            actions, Arbitraries.integers().between(1, 3), Arbitraries.integers().between(1, 4))
        .as(Step::new)
        .list()
        .ofMaxSize(20);
  }

  @Property
  void allowsAnActionIfAndOnlyIfItIsNotRefused(@ForAll("commandSequences") List<Step> steps) {
    var placed = placed(anItem(3, "19.90"), anItem(1, "5.00"));

    for (var action : OrderAction.values()) {
      assertThat(isAcceptedForAnyNumber(action, placed, steps))
          .as("%s after %s", action, steps)
          .isEqualTo(after(placed, steps).allowedActions().contains(action));
    }
  }

  /** Compares the diagram with the transitions that 2,000 random orders make. */
  @Test
  void makesExactlyTheTransitionsOfTheStateDiagram() throws IOException {
    var transitions = new TreeSet<String>();
    var random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      var order = new Order(placed(anItem(2, "19.90"), anItem(1, "5.00")));
      for (int command = 0; command < 12; command++) {
        var step =
            new Step(
                OrderAction.values()[random.nextInt(OrderAction.values().length)],
                1 + random.nextInt(2),
                1 + random.nextInt(2));
        var from = order.status();
        if (step.isAcceptedBy(order)) {
          transitions.add(from + " --> " + order.status() + ": " + COMMANDS.get(step.action));
        }
      }
    }

    assertThat(transitionsInDiagram()).containsExactlyInAnyOrderElementsOf(transitions);
  }

  private static List<String> transitionsInDiagram() throws IOException {
    var document = Files.readString(Path.of("docs", "order-life.md"));
    var diagram = document.substring(document.indexOf("stateDiagram-v2"));
    return diagram
        .substring(0, diagram.indexOf("```"))
        .lines()
        .map(String::strip)
        .filter(line -> line.contains("-->") && !line.startsWith("[*]"))
        .flatMap(
            line -> {
              var parts = line.split(": ");
              return Arrays.stream(parts[1].split(", ")).map(command -> parts[0] + ": " + command);
            })
        .toList();
  }

  /** Whether the order accepts the action for any line or shipment number. */
  private static boolean isAcceptedForAnyNumber(
      OrderAction action, OrderPlaced placed, List<Step> steps) {
    int max = action == OrderAction.DELIVER ? steps.size() : placed.lines().size();
    int quantity = action == OrderAction.CHANGE_QUANTITY ? 99 : 1;
    return IntStream.rangeClosed(1, max)
        .anyMatch(number -> new Step(action, number, quantity).isAcceptedBy(after(placed, steps)));
  }

  private static Order after(OrderPlaced placed, List<Step> steps) {
    var order = new Order(placed);
    steps.forEach(step -> step.isAcceptedBy(order));
    return order;
  }
}
