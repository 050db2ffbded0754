package io.github.ordermill.shared.application.validation;

import java.util.List;

/** The arguments of a query or an operation break constraints. */
public final class InvalidArguments extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /** All the constraints broken, at least one. */
  public InvalidArguments(List<Violation> violations) {
    super("invalid arguments", null, false, false);
    this.violations = List.copyOf(violations);
  }

  /** What is wrong, and where. */
  public List<Violation> violations() {
    return violations;
  }
}
