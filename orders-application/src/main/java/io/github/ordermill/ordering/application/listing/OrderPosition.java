package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.listing.OrderSort.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Position of an order in a sorted list, the content of a cursor. It remains valid if the order
 * moves to another position.
 *
 * @param key the order's value of the sort field: an {@code Instant} for times, a {@code
 *     BigDecimal} for the total, a {@code String} for the number
 * @param order identifier of the order, by which orders with equal keys are sorted
 */
public record OrderPosition(OrderSort sort, Comparable<?> key, UUID order) {

  private static final Pattern AMOUNT = Pattern.compile("\\d{1,30}(\\.\\d{1,10})?");
  private static final Pattern NUMBER = Pattern.compile("[\\p{Alnum}-]{1,40}");
  private static final Pattern MICROSECONDS = Pattern.compile("-?\\d{1,17}");

  /** The position as text, in the format that {@link #parse} reads. */
  public String toText() {
    return sort.field() + " " + sort.direction() + " " + keyText() + " " + order;
  }

  /** Parses a position; empty if the text is malformed or belongs to another sort order. */
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
    } catch (IllegalArgumentException notAUuid) {
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
