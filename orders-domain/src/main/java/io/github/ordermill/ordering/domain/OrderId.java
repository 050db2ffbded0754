package io.github.ordermill.ordering.domain;

import io.github.ordermill.shared.domain.UuidV7;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Identifier of an order; it never changes. */
public record OrderId(UUID value) {

  public OrderId {
    Objects.requireNonNull(value, "value");
  }

  /** A new, time-ordered identifier of an order placed at {@code at}. */
  public static OrderId next(Instant at) {
    return new OrderId(UuidV7.at(at));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
