package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.QueryHandler;
import io.github.ordermill.shared.application.Slice;
import jakarta.inject.Inject;
import java.util.UUID;

class ListDeadLettersHandler implements QueryHandler<ListDeadLetters, Slice<DeadLetter>> {

  private final Operations operations;

  @Inject
  ListDeadLettersHandler(Operations operations) {
    this.operations = operations;
  }

  @Override
  public Slice<DeadLetter> handle(ListDeadLetters query) {
    var after = query.after() == null ? null : UUID.fromString(query.after());
    var found = operations.deadLetters(query.projection(), after, query.first() + 1);
    return Slice.of(
        found.stream().map(letter -> new Slice.Entry<>(letter, letter.id().toString())).toList(),
        query.first(),
        false);
  }
}
