package io.github.ordermill.shared.infrastructure.interceptors;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Fingerprint of a command, 32 bytes: SHA-256 over the simple names of its records and the names
 * and values of the components that are not null.
 *
 * <p>A component that is null leaves no trace. A nullable component can therefore be added to a
 * command while keys of its earlier form are kept: a repetition without it has the same
 * fingerprint.
 */
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
      text(digest, 'r', tuple.getClass().getSimpleName());
      for (var component : tuple.getClass().getRecordComponents()) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        var part = accessor.invoke(tuple);
        if (part != null) {
          text(digest, 'c', component.getName());
          add(digest, part);
        }
      }
      text(digest, 'e', "");
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
