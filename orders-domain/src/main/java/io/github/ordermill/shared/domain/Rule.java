package io.github.ordermill.shared.domain;

/** A rule of the business, stated as a full sentence by the name of its enum constant. */
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
   * Holds the rule against a case.
   *
   * @throws RuleBroken if {@code broken}
   */
  default void brokenIf(boolean broken) {
    if (broken) {
      throw new RuleBroken(this);
    }
  }
}
