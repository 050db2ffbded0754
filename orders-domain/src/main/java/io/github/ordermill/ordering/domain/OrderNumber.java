package io.github.ordermill.ordering.domain;

import java.util.regex.Pattern;

/** The number people call an order by: unique, given when it is placed, e.g. {@code O-00001042}. */
public record OrderNumber(String value) {

  private static final Pattern FORM = Pattern.compile("O-\\d{8,18}");

  private static final int DIGITS = 8;

  public OrderNumber {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an order number: " + value);
    }
  }

  /**
   * The number with the given serial, from 1 on; numbers sort like their serials up to 99,999,999.
   */
  public static OrderNumber of(long serial) {
    if (serial < 1) {
      throw new IllegalArgumentException("serials begin at 1: " + serial);
    }
    var digits = Long.toString(serial);
    return new OrderNumber("O-" + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits);
  }

  @Override
  public String toString() {
    return value;
  }
}
