package io.github.ordermill.shared.application;

import io.github.ordermill.shared.application.validation.InvalidArguments;
import io.github.ordermill.shared.application.validation.MessageValidator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Takes a query to its handler: the one door through which anything is read. */
@ApplicationScoped
public class QueryBus {

  private Handlers handlers;
  private MessageValidator constraints;

  /** For CDI only. */
  protected QueryBus() {}

  @Inject
  QueryBus(Handlers handlers, MessageValidator constraints) {
    this.handlers = handlers;
    this.constraints = constraints;
  }

  /**
   * Answers a query.
   *
   * @throws InvalidArguments if it breaks a constraint
   * @throws Unavailable if the database is away
   */
  public <R> R ask(Query<R> query) {
    var violations = constraints.violations(query);
    if (!violations.isEmpty()) {
      throw new InvalidArguments(violations);
    }
    return handlers.handlerOf(query).handle(query);
  }
}
