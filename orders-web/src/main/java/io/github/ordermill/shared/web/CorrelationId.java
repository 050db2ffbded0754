package io.github.ordermill.shared.web;

import java.util.UUID;

/** One id from the request through every effect of it: log lines, events, the answer. */
final class CorrelationId {

  /** Taken from the request, and given back with the answer. */
  static final String HEADER = "X-Correlation-Id";

  private static final int MAX_LENGTH = 200;

  private CorrelationId() {}

  /** The client's own id if it is 1 to 200 visible ASCII characters, otherwise a new UUID. */
  static String of(String header) {
    return header != null
            && !header.isEmpty()
            && header.length() <= MAX_LENGTH
            && header.chars().allMatch(character -> character > ' ' && character <= '~')
        ? header
        : UUID.randomUUID().toString();
  }
}
