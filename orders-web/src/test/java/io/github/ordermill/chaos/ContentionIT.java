package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Concurrent commands for one order, and with one idempotency key. */
class ContentionIT extends ChaosTest {

  private static final int ORDERS = 10;
  private static final int WRITERS = 50;
  private static final int REPETITIONS = 1_000;
  private static final int THREADS = 32;

  @Test
  void acceptsExactlyOneOfFiftyMutuallyExclusiveChanges() {
    guarantee(
        "R13",
        "Of mutually exclusive changes exactly one is accepted; the others are typed refusals");
    var changes = new ArrayList<CommandResponse>();

    for (int i = 0; i < ORDERS; i++) {
      changes.addAll(shipAndCancelConcurrently());
    }

    assertThat(changes)
        .filteredOn(CommandResponse::isAccepted)
        .as("accepted changes")
        .hasSize(ORDERS);
    assertThat(changes)
        .filteredOn(answer -> !answer.isAccepted())
        .extracting(CommandResponse::kind)
        .isSubsetOf("RuleBroken");
    guarantee
        .detail(
            "%d × %d clients ship and cancel one order concurrently, then repeat", ORDERS, WRITERS)
        .operations(changes.size())
        .findings(invariants.assertHold(recoveryTimeout));
  }

  /** Fifty clients ship or cancel one confirmed order, then repeat their requests. */
  private List<CommandResponse> shipAndCancelConcurrently() {
    var clients = new ConcurrentClients(graphql());
    var place = CommandRequest.place(expected.customerId(1));
    var placed = clients.send(1, List.of(place)).get(0);
    expected.addAccepted(place.key(), placed.order(), placed.version());
    var confirm = CommandRequest.confirm(placed.order());
    expected.addAccepted(
        confirm.key(), placed.order(), clients.send(1, List.of(confirm)).get(0).version());
    var requests =
        IntStream.range(0, WRITERS)
            .mapToObj(
                i ->
                    i % 2 == 0
                        ? CommandRequest.ship(placed.order())
                        : CommandRequest.cancel(placed.order()))
            .toList();
    var answers = clients.send(WRITERS, requests);
    var again = clients.send(WRITERS, requests);
    answers.stream()
        .filter(CommandResponse::isAccepted)
        .forEach(answer -> expected.addAppended(answer.order(), answer.version()));
    assertThat(answers).as("answers").extracting(CommandResponse::isFinal).containsOnly(true);
    assertThat(again).as("repeated requests").isEqualTo(answers);
    return answers;
  }

  @Test
  void executesACommandOncePerIdempotencyKey() {
    guarantee("R14", "One idempotency key: one effect, one answer");
    var request = CommandRequest.place(expected.customerId(1));

    var answers =
        new ConcurrentClients(graphql()).send(THREADS, Collections.nCopies(REPETITIONS, request));

    assertThat(answers).hasSize(REPETITIONS).allMatch(CommandResponse::isAccepted);
    answers.forEach(
        answer -> expected.addAccepted(request.key(), answer.order(), answer.version()));
    guarantee
        .detail("one key %d times, %d concurrent", REPETITIONS, THREADS)
        .operations(answers.size())
        .findings(invariants.assertHold(recoveryTimeout));
  }
}
