package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many clients, one order; many clients, one key. */
class ContentionIT extends ChaosTest {

  private static final int ORDERS = 10;
  private static final int WRITERS = 50;
  private static final int REPETITIONS = 1_000;
  private static final int THREADS = 32;

  @Test
  void permitsExactlyOneOfFiftyChangesThatExcludeEachOther() {
    guarantee("R13", "Of changes that exclude each other one is made; the rest are typed refusals");
    var changes = new ArrayList<CommandResponse>();

    for (int i = 0; i < ORDERS; i++) {
      changes.addAll(shipAndCancelAtOnce());
    }

    assertThat(changes)
        .filteredOn(CommandResponse::accepted)
        .as("changes that were made")
        .hasSize(ORDERS);
    assertThat(changes)
        .filteredOn(answer -> !answer.accepted())
        .extracting(CommandResponse::kind)
        .isSubsetOf("RuleBroken");
    guarantee
        .tells("%d × %d clients ship and cancel one order at once, and again", ORDERS, WRITERS)
        .operations(changes.size())
        .found(invariants.hold(recovery));
  }

  /** Fifty clients at one order. */
  private List<CommandResponse> shipAndCancelAtOnce() {
    var rush = new ConcurrentClients(graphql());
    var place = CommandRequest.place(ledger.customer(1));
    var placed = rush.of(1, List.of(place)).get(0);
    ledger.accepted(place.key(), placed.order(), placed.version());
    var confirm = CommandRequest.confirm(placed.order());
    ledger.accepted(confirm.key(), placed.order(), rush.of(1, List.of(confirm)).get(0).version());
    var requests =
        IntStream.range(0, WRITERS)
            .mapToObj(
                i ->
                    i % 2 == 0
                        ? CommandRequest.ship(placed.order())
                        : CommandRequest.cancel(placed.order()))
            .toList();
    var answers = rush.of(WRITERS, requests);
    var again = rush.of(WRITERS, requests);
    answers.stream()
        .filter(CommandResponse::accepted)
        .forEach(answer -> ledger.appended(answer.order(), answer.version()));
    assertThat(answers).as("answers").extracting(CommandResponse::isFinal).containsOnly(true);
    assertThat(again).as("the same, sent again").isEqualTo(answers);
    return answers;
  }

  @Test
  void carriesACommandOutOnceHoweverOftenItsKeyIsRepeated() {
    guarantee("R14", "One idempotency key, one effect, one answer");
    var request = CommandRequest.place(ledger.customer(1));

    var answers =
        new ConcurrentClients(graphql()).of(THREADS, Collections.nCopies(REPETITIONS, request));

    assertThat(answers).hasSize(REPETITIONS).allMatch(CommandResponse::accepted);
    answers.forEach(answer -> ledger.accepted(request.key(), answer.order(), answer.version()));
    guarantee
        .tells("one key %d times, %d at a time", REPETITIONS, THREADS)
        .operations(answers.size())
        .found(invariants.hold(recovery));
  }
}
