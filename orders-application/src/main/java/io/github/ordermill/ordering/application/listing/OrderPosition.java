package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.listing.OrderSort.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A place in a sorted list of orders: behind one order and before the next, whether or not the
 * order is still there.
 *
 * @param key the order's value of the field sorted by: an Instant, a BigDecimal or a number's text
 */
public record OrderPosition(OrderSort sort, Comparable<?> key, UUID order) {

  private static final Pattern AMOUNT = Pattern.compile("\\d{1,30}(\\.\\d{1,10})?");
  private static final Pattern NUMBER = Pattern.compile("[\\p{Alnum}-]{1,40}");
  private static final Pattern MICROSECONDS = Pattern.compile("-?\\d{1,17}");

  /** The position as text, to be read by {@link #parse}. */
  public String toText() {
    return sort.field() + " " + sort.direction() + " " + keyText() + " " + order;
  }

  /** The position that a text stands for; empty unless it is one in a list of that sort. */
  public static Optional<OrderPosition> parse(String text, OrderSort sort) {
    var parts = text.split(" ", -1);
    if (parts.length != 4
        || !parts[0].equals(sort.field().name())
        || !parts[1].equals(sort.direction().name())) {
      return Optional.empty();
    }
    try {
      return key(sort.field(), parts[2])
          .map(key -> new OrderPosition(sort, key, UUID.fromString(parts[3])));
    } catch (IllegalArgumentException noUuid) {
      return Optional.empty();
    }
  }

  private String keyText() {
    if (key instanceof Instant instant) {
      return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }
    return key instanceof BigDecimal amount ? amount.toPlainString() : key.toString();
  }

  private static Optional<Comparable<?>> key(Field field, String text) {
    return switch (field) {
      case PLACED_AT, UPDATED_AT ->
          MICROSECONDS.matcher(text).matches()
              ? Optional.of(Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS))
              : Optional.empty();
      case TOTAL ->
          AMOUNT.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
      case NUMBER -> NUMBER.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    };
  }
}
