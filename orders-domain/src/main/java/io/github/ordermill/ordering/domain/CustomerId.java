package io.github.ordermill.ordering.domain;

/** Identifier of a customer: assigned by the client, opaque to this system, not blank. */
public record CustomerId(String value) {

  public CustomerId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a customer id must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
