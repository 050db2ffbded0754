package io.github.ordermill.ordering.domain;

/** Who ordered. Given by the client; opaque here. */
public record CustomerId(String value) {

  public CustomerId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a customer has an identity");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
