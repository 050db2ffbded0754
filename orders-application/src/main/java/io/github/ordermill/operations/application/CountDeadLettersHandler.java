package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;

class CountDeadLettersHandler implements QueryHandler<CountDeadLetters, Integer> {

  private final ProjectionControl control;

  @Inject
  CountDeadLettersHandler(ProjectionControl control) {
    this.control = control;
  }

  @Override
  public Integer handle(CountDeadLetters query) {
    ProjectionNames.check(query.projection(), control);
    return control.deadLetterCount(query.projection(), query.settled());
  }
}
