package io.github.ordermill.shared.web.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Opaque cursors of connections: a key in base64url. Harmless: a forged one finds another page. */
public final class Cursor {

  private Cursor() {}

  /** The cursor that stands for {@code key}. */
  public static String encode(String key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
  }

  /** The key that a cursor stands for; an empty text if it is no cursor. */
  public static String decode(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
