package io.github.ordermill.shared.domain;

import java.util.Objects;

/**
 * Refusal of a command by a business rule in the aggregate's current state. Nothing has been
 * changed.
 */
public final class RuleBroken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Rule rule;

  /**
   * Refusal by {@code rule}.
   *
   * @param rule not null
   */
  public RuleBroken(Rule rule) {
    // An expected answer, not a fault: a stack trace would only cost time.
    super(Objects.requireNonNull(rule).sentence(), null, false, false);
    this.rule = rule;
  }

  public Rule rule() {
    return rule;
  }
}
