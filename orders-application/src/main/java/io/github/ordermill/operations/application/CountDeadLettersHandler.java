package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;

class CountDeadLettersHandler implements QueryHandler<CountDeadLetters, Integer> {

  private final ProjectionControl operations;

  @Inject
  CountDeadLettersHandler(ProjectionControl operations) {
    this.operations = operations;
  }

  @Override
  public Integer handle(CountDeadLetters query) {
    return operations.deadLetterCount(query.projection());
  }
}
