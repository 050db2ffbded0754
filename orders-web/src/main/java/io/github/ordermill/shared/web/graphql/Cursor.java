package io.github.ordermill.shared.web.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Opaque cursors of connections: base64url of a key. A forged cursor only selects another page. */
public final class Cursor {

  private Cursor() {}

  /** Encodes a key as a cursor. */
  public static String encode(String key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
  }

  /** Decodes the key of a cursor; an empty text if it is not base64url. */
  public static String decode(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
