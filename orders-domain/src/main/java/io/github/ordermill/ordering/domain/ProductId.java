package io.github.ordermill.ordering.domain;

/** Identifier of a product: assigned by the client, opaque to this system, not blank. */
public record ProductId(String value) {

  public ProductId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a product id must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
