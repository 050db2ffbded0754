package io.github.ordermill.ordering.domain;

import java.util.regex.Pattern;

/**
 * Order number for use by people: unique, assigned when the order is placed, e.g. {@code
 * O-00001042}.
 */
public record OrderNumber(String value) {

  private static final Pattern FORMAT = Pattern.compile("O-\\d{8,18}");

  private static final int MIN_DIGITS = 8;

  public OrderNumber {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not an order number: " + value);
    }
  }

  /**
   * The order number of a serial number, padded to 8 digits. As text, order numbers sort like their
   * serial numbers up to 99,999,999.
   *
   * @param serial 1 or more
   */
  public static OrderNumber of(long serial) {
    if (serial < 1) {
      throw new IllegalArgumentException("serial must be 1 or more: " + serial);
    }
    var digits = Long.toString(serial);
    return new OrderNumber("O-" + "0".repeat(Math.max(0, MIN_DIGITS - digits.length())) + digits);
  }

  @Override
  public String toString() {
    return value;
  }
}
