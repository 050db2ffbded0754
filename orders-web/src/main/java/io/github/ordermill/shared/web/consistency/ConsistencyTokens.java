package io.github.ordermill.shared.web.consistency;

import io.github.ordermill.shared.application.signing.SigningKey;
import io.github.ordermill.shared.application.signing.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;

/**
 * Signs consistency tokens, so that a query waits only for versions that a command has reached: a
 * token that this product has not issued is not accepted.
 *
 * <p>A token is <a href="https://www.rfc-editor.org/rfc/rfc4648">base64url</a> of the format's
 * number, the id of the signing key, the aggregate's id, its version, and the first 16 bytes of the
 * HMAC-SHA-256 of all that.
 */
@ApplicationScoped
public class ConsistencyTokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte FORMAT = 2;
  private static final int SIGNED_BYTES = 1 + Integer.BYTES + 2 * Long.BYTES + Integer.BYTES;
  private static final int SIGNATURE_BYTES = 16;
  private static final int LENGTH = (SIGNED_BYTES + SIGNATURE_BYTES) * 4 / 3 + 1;

  private SigningKeys keys;

  /** For CDI only. */
  protected ConsistencyTokens() {}

  @Inject
  public ConsistencyTokens(SigningKeys keys) {
    this.keys = keys;
  }

  /** The token as sent to clients, 55 characters of letters, digits, - and _. */
  public String encode(ConsistencyToken token) {
    var key = keys.current();
    var signed =
        ByteBuffer.allocate(SIGNED_BYTES + SIGNATURE_BYTES)
            .put(FORMAT)
            .putInt(key.id())
            .putLong(token.id().getMostSignificantBits())
            .putLong(token.id().getLeastSignificantBits())
            .putInt(token.version());
    signed.put(signature(signed.array(), key), 0, SIGNATURE_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.array());
  }

  /** Decodes a token; empty if {@code text} is null or has not been issued by this product. */
  public Optional<ConsistencyToken> decode(String text) {
    if (text == null || text.length() != LENGTH) {
      return Optional.empty();
    }
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (bytes.get() != FORMAT) {
      return Optional.empty();
    }
    return keys.find(bytes.getInt())
        .filter(key -> isSignedBy(key, bytes.array()))
        .map(
            key -> new ConsistencyToken(new UUID(bytes.getLong(), bytes.getLong()), bytes.getInt()))
        .filter(token -> encodesAs(bytes.array(), text));
  }

  /** Compares in constant time. */
  private static boolean isSignedBy(SigningKey key, byte[] token) {
    return MessageDigest.isEqual(
        Arrays.copyOf(signature(token, key), SIGNATURE_BYTES),
        Arrays.copyOfRange(token, SIGNED_BYTES, token.length));
  }

  /** Refuses other spellings of the same bytes, which the decoder lets pass. */
  private static boolean encodesAs(byte[] token, String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token).equals(text);
  }

  private static byte[] signature(byte[] token, SigningKey key) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key.secret());
      mac.update(token, 0, SIGNED_BYTES);
      return mac.doFinal();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing); // every Java platform has this algorithm
    }
  }
}
