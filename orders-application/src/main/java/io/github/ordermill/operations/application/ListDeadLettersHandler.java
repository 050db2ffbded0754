package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.QueryHandler;
import io.github.ordermill.shared.application.paging.CursorPage;
import jakarta.inject.Inject;
import java.util.UUID;

class ListDeadLettersHandler implements QueryHandler<ListDeadLetters, CursorPage<DeadLetter>> {

  private final ProjectionControl control;

  @Inject
  ListDeadLettersHandler(ProjectionControl control) {
    this.control = control;
  }

  @Override
  public CursorPage<DeadLetter> handle(ListDeadLetters query) {
    var after = query.after() == null ? null : UUID.fromString(query.after());
    var read = control.deadLetters(query.projection(), after, query.first() + 1);
    return CursorPage.of(
        read.stream()
            .map(letter -> new CursorPage.Entry<>(letter, letter.id().toString()))
            .toList(),
        query.first(),
        false);
  }
}
