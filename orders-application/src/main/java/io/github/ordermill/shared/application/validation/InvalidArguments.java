package io.github.ordermill.shared.application.validation;

import java.util.List;

/** Refusal of a query or an operation because its arguments violate constraints. */
public final class InvalidArguments extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /**
   * Refusal for all of {@code violations}.
   *
   * @param violations at least one
   */
  public InvalidArguments(List<Violation> violations) {
    super("invalid arguments", null, false, false);
    this.violations = List.copyOf(violations);
  }

  public List<Violation> violations() {
    return violations;
  }
}
