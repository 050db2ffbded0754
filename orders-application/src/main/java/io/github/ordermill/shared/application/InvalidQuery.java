package io.github.ordermill.shared.application;

import java.util.List;

/** A query breaks constraints. */
public final class InvalidQuery extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /** All the constraints broken, at least one. */
  public InvalidQuery(List<Violation> violations) {
    super("invalid query", null, false, false);
    this.violations = List.copyOf(violations);
  }

  /** What is wrong, and where. */
  public List<Violation> violations() {
    return violations;
  }
}
