package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.QueryHandler;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.application.validation.InvalidArguments;
import io.github.ordermill.shared.application.validation.Violation;
import jakarta.inject.Inject;
import java.util.List;

class ListDeadLettersHandler implements QueryHandler<ListDeadLetters, CursorPage<DeadLetter>> {

  private final ProjectionControl control;

  @Inject
  ListDeadLettersHandler(ProjectionControl control) {
    this.control = control;
  }

  @Override
  public CursorPage<DeadLetter> handle(ListDeadLetters query) {
    ProjectionNames.check(query.projection(), control);
    if (!query.isOwnCursor()) {
      throw new InvalidArguments(List.of(new Violation("after", ListDeadLetters.NO_CURSOR)));
    }
    var read =
        control.deadLetters(
            query.projection(), query.settled(), query.idAfter(), query.first() + 1);
    return CursorPage.of(
        read.stream()
            .map(letter -> new CursorPage.Entry<>(letter, query.cursorOf(letter)))
            .toList(),
        query.first(),
        false);
  }
}
