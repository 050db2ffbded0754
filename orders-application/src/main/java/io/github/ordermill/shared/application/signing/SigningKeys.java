package io.github.ordermill.shared.application.signing;

import java.util.Optional;

/** Signing keys that all nodes share. Both methods answer from memory. */
public interface SigningKeys {

  /**
   * The key that signs at present.
   *
   * @throws io.github.ordermill.shared.application.Unavailable if no key has been read yet
   */
  SigningKey current();

  /** The key of an id; empty if it is unknown or has been retired. */
  Optional<SigningKey> find(int id);
}
