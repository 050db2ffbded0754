package io.github.ordermill.shared.infrastructure.interceptors;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Fingerprint of a command: SHA-256 over its type and all components, 32 bytes. */
final class CommandFingerprint {

  private CommandFingerprint() {}

  static byte[] of(Record command) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      add(digest, command);
      return digest.digest();
    } catch (NoSuchAlgorithmException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, Object value) throws ReflectiveOperationException {
    if (value instanceof Record tuple) {
      var components = tuple.getClass().getRecordComponents();
      text(digest, 'r', tuple.getClass().getSimpleName() + components.length);
      for (var component : components) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        add(digest, accessor.invoke(tuple));
      }
    } else if (value instanceof List<?> list) {
      text(digest, 'l', String.valueOf(list.size()));
      for (var item : list) {
        add(digest, item);
      }
    } else {
      text(digest, value == null ? 'n' : 'v', String.valueOf(value));
    }
  }

  /** Kind and length come first, so that different sequences of values differ in their bytes. */
  private static void text(MessageDigest digest, char kind, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((kind + ":" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
