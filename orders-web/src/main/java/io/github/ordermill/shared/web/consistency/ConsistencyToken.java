package io.github.ordermill.shared.web.consistency;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Version that a view must have reached to show the effect of a command. Opaque to clients, which
 * receive it from a mutation and pass it to a query.
 *
 * @param id the identity of the command's aggregate
 * @param version the aggregate's version after the command, 1 or more
 */
public record ConsistencyToken(UUID id, int version) {

  private static final Pattern FORMAT =
      Pattern.compile("1:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([1-9][0-9]{0,9})");
  private static final int MAX_LENGTH = 100;

  /**
   * The token as sent to clients: <a href="https://www.rfc-editor.org/rfc/rfc4648">base64url</a>.
   */
  public String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("1:" + id + ":" + version).getBytes(US_ASCII));
  }

  /** Decodes a token; empty if {@code text} is null or not a token of this product. */
  public static Optional<ConsistencyToken> decode(String text) {
    if (text == null || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      var parts = FORMAT.matcher(new String(Base64.getUrlDecoder().decode(text), US_ASCII));
      return parts.matches()
          ? Optional.of(
              new ConsistencyToken(
                  UUID.fromString(parts.group(1)), Integer.parseInt(parts.group(2))))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64OrTooLarge) {
      return Optional.empty();
    }
  }
}
