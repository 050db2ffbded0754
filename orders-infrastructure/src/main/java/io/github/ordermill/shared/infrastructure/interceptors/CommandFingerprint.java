package io.github.ordermill.shared.infrastructure.interceptors;

import io.github.ordermill.shared.application.validation.Uuid;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Fingerprint of a command, 32 bytes: SHA-256 over the simple names of its records and the names
 * and values of the components that are not null. Values are in their canonical form: 19.9 and
 * 19.90 are the same, and so is a UUID in upper and lower case.
 *
 * <p>A component that is null leaves no trace. A nullable component can therefore be added to a
 * command while keys of its earlier form are kept: a repetition without it has the same
 * fingerprint.
 */
final class CommandFingerprint {

  private final MessageDigest digest;
  private final boolean canonical;

  private CommandFingerprint(boolean canonical) throws NoSuchAlgorithmException {
    this.digest = MessageDigest.getInstance("SHA-256");
    this.canonical = canonical;
  }

  /** The fingerprint to record. */
  static byte[] of(Record command) {
    return of(command, true);
  }

  /**
   * Whether a recorded fingerprint is that of the command, in canonical form or in the form of
   * earlier versions, which took values as they were sent.
   */
  static boolean matches(byte[] recorded, Record command) {
    return Arrays.equals(recorded, of(command)) || Arrays.equals(recorded, of(command, false));
  }

  private static byte[] of(Record command, boolean canonical) {
    try {
      var fingerprint = new CommandFingerprint(canonical);
      fingerprint.add(command);
      return fingerprint.digest.digest();
    } catch (NoSuchAlgorithmException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(Object value) throws ReflectiveOperationException {
    if (value instanceof Record tuple) {
      text('r', tuple.getClass().getSimpleName());
      for (var component : tuple.getClass().getRecordComponents()) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        var part = accessor.invoke(tuple);
        if (part != null) {
          text('c', component.getName());
          add(canonical ? canonical(component, part) : part);
        }
      }
      text('e', "");
    } else if (value instanceof List<?> list) {
      text('l', String.valueOf(list.size()));
      for (var item : list) {
        add(item);
      }
    } else {
      text(value == null ? 'n' : 'v', String.valueOf(value));
    }
  }

  private static Object canonical(RecordComponent component, Object part) {
    if (part instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    return part instanceof String id && component.getAccessor().isAnnotationPresent(Uuid.class)
        ? id.toLowerCase(Locale.ROOT)
        : part;
  }

  /** Kind and length come first, so that different sequences of values differ in their bytes. */
  private void text(char kind, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((kind + ":" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
