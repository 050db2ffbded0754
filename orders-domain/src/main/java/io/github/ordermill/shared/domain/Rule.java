package io.github.ordermill.shared.domain;

/** A business rule: an enum constant whose name is a full sentence. */
public interface Rule {

  /**
   * The constant's name, stable and machine-readable, e.g. {@code
   * SHIPPED_ORDERS_ARE_NOT_CANCELLED}.
   */
  String name();

  /** The same sentence for people, e.g. "Shipped orders are not cancelled". */
  default String sentence() {
    var words = name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /**
   * Checks the rule.
   *
   * @throws RuleBroken if {@code broken}
   */
  default void brokenIf(boolean broken) {
    if (broken) {
      throw new RuleBroken(this);
    }
  }
}
