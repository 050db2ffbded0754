package io.github.ordermill.shared.application;

import io.github.ordermill.shared.application.validation.InvalidArguments;
import io.github.ordermill.shared.application.validation.MessageValidator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Validates each query and dispatches it to its handler. All reads go through it. */
@ApplicationScoped
public class QueryBus {

  private Handlers handlers;
  private MessageValidator validator;

  /** For CDI only. */
  protected QueryBus() {}

  @Inject
  QueryBus(Handlers handlers, MessageValidator validator) {
    this.handlers = handlers;
    this.validator = validator;
  }

  /**
   * Executes a query.
   *
   * @throws InvalidArguments if it violates a constraint
   * @throws DeadlineExceeded if the {@link Deadline} of the current thread expires
   * @throws Unavailable if the database is temporarily not available
   */
  public <R> R ask(Query<R> query) {
    var violations = validator.violations(query);
    if (!violations.isEmpty()) {
      throw new InvalidArguments(violations);
    }
    return handlers.handlerOf(query).handle(query);
  }
}
