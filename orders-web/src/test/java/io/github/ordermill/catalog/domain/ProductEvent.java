package io.github.ordermill.catalog.domain;

import java.time.Instant;

/** Event of a product. */
public sealed interface ProductEvent {

  ProductId product();

  /** Version of the product after the event, from 1 on. */
  int version();

  Instant at();

  /** The product was registered. */
  record ProductRegistered(ProductId product, int version, String name, Instant at)
      implements ProductEvent {}
}
