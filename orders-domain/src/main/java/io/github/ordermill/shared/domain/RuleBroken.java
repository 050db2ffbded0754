package io.github.ordermill.shared.domain;

import java.util.Objects;

/** What was asked for makes no sense in the present state; nothing has been changed. */
public final class RuleBroken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Rule rule;

  /** Refuses because of {@code rule}, which is not null. */
  public RuleBroken(Rule rule) {
    // An answer, not a fault: without a stack trace it costs next to nothing.
    super(Objects.requireNonNull(rule).sentence(), null, false, false);
    this.rule = rule;
  }

  /** The rule that would have been broken. */
  public Rule rule() {
    return rule;
  }
}
