package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.UUID;

class ListDeadLettersHandler implements QueryHandler<ListDeadLetters, ListDeadLetters.Answer> {

  private final Operations operations;

  @Inject
  ListDeadLettersHandler(Operations operations) {
    this.operations = operations;
  }

  @Override
  public ListDeadLetters.Answer handle(ListDeadLetters query) {
    var after = query.after() == null ? null : UUID.fromString(query.after());
    var found = operations.deadLetters(query.projection(), after, query.first() + 1);
    boolean more = found.size() > query.first();
    return new ListDeadLetters.Answer(
        more ? found.subList(0, query.first()) : found,
        more,
        operations.deadLetterCount(query.projection()));
  }
}
