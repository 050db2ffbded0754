package io.github.ordermill.shared.infrastructure.interceptors;

import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.infrastructure.json.JsonCodec;

/** Writes and reads the results that are recorded with idempotency keys. */
final class CommandResultJson {

  private static final JsonCodec JSON = JsonCodec.STANDARD.naming(CommandResult.class, "answer");

  private CommandResultJson() {}

  /**
   * The JSON text of a result.
   *
   * @throws IllegalArgumentException if it is the conflict of two inputs, which is never recorded
   */
  static String write(CommandResult result) {
    if (result instanceof CommandResult.IdempotencyConflict) {
      throw new IllegalArgumentException("not a result to record: " + result);
    }
    return JSON.write(result);
  }

  /**
   * The result of a JSON text.
   *
   * @throws IllegalArgumentException if the text is not a recorded result
   */
  static CommandResult read(String text) {
    try {
      return JSON.read(CommandResult.class, text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a recorded result: " + text, e);
    }
  }
}
