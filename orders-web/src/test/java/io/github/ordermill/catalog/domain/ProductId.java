package io.github.ordermill.catalog.domain;

import io.github.ordermill.shared.domain.UuidV7;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Identity of a product. */
public record ProductId(UUID value) {

  public ProductId {
    Objects.requireNonNull(value, "value");
  }

  /** A new identity. */
  public static ProductId next(Instant at) {
    return new ProductId(UuidV7.at(at));
  }
}
