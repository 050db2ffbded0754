package io.github.ordermill.shared.web.consistency;

import io.github.ordermill.shared.application.signing.SigningKey;
import io.github.ordermill.shared.application.signing.SigningKeys;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;

/** Signing keys of a test; the one with the highest id signs. */
public final class FixedSigningKeys implements SigningKeys {

  private final SortedMap<Integer, SigningKey> keys = new TreeMap<>();

  /** With keys of these ids, the same for the same id. */
  public FixedSigningKeys(int... ids) {
    this("secret", ids);
  }

  /** With keys of these ids, other ones for other seeds. */
  public FixedSigningKeys(String seed, int... ids) {
    for (int id : ids) {
      keys.put(id, new SigningKey(id, new SecretKeySpec((seed + id).getBytes(), "HmacSHA256")));
    }
  }

  /** With one key. */
  public static FixedSigningKeys of(SigningKey key) {
    var keys = new FixedSigningKeys();
    keys.keys.put(key.id(), key);
    return keys;
  }

  @Override
  public SigningKey current() {
    return keys.get(keys.lastKey());
  }

  @Override
  public Optional<SigningKey> find(int id) {
    return Optional.ofNullable(keys.get(id));
  }
}
