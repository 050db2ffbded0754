package io.github.ordermill.catalog.domain;

import io.github.ordermill.catalog.domain.ProductEvent.ProductRegistered;
import io.github.ordermill.shared.domain.InvalidArgument;
import java.time.Instant;

/** Product that can be ordered. It is registered once and does not change. */
public final class Product {

  private static final int MAX_NAME = 200;

  private final ProductId id;
  private final int version;
  private final String name;

  /** The product that an event has registered. */
  public Product(ProductRegistered event) {
    this.id = event.product();
    this.version = event.version();
    this.name = event.name();
  }

  /**
   * Registers a product.
   *
   * @param name 1 to 200 characters
   * @throws InvalidArgument if the name is blank or longer
   */
  public static ProductRegistered register(ProductId id, String name, Instant at) {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new InvalidArgument("name", "must be text of 1 to " + MAX_NAME + " characters");
    }
    return new ProductRegistered(id, 1, name, at);
  }

  public ProductId id() {
    return id;
  }

  public int version() {
    return version;
  }

  public String name() {
    return name;
  }
}
