package io.github.ordermill.shared.application.signing;

import java.security.Key;

/**
 * A key with its id, which a signature names.
 *
 * @param id 1 or more; unique in a database
 * @param secret a key for HMAC-SHA-256
 */
public record SigningKey(int id, Key secret) {

  /** The id only: the secret is never logged. */
  @Override
  public String toString() {
    return "SigningKey " + id;
  }
}
