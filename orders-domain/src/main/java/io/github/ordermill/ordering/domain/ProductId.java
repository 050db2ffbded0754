package io.github.ordermill.ordering.domain;

/** What is ordered. Given by the client; opaque here. */
public record ProductId(String value) {

  public ProductId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a product has an identity");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
