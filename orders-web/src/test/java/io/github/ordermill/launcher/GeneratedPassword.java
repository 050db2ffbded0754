package io.github.ordermill.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Random password of an embedded server, kept in a file beside its data that only the owner can
 * read.
 *
 * <p>It is generated into a second file, {@code ….new}, and moved to its place by {@link #keep}
 * once the server accepts it, so that a crash in between is recognised at the next start.
 */
final class GeneratedPassword {

  private static final int BYTES = 24;

  private final Path file;
  private final Path generated;
  private final String value;

  private GeneratedPassword(Path file, Path generated, String value) {
    this.file = file;
    this.generated = generated;
    this.value = value;
  }

  /** Reads the password, or generates one if there is none. */
  static GeneratedPassword in(Path file) {
    var generated = file.resolveSibling(file.getFileName() + ".new");
    try {
      if (Files.exists(file)) {
        return new GeneratedPassword(file, generated, read(file));
      }
      if (Files.notExists(generated) || read(generated).isEmpty()) {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        PrivateFiles.write(generated, HexFormat.of().formatHex(bytes));
      }
      return new GeneratedPassword(file, generated, read(generated));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file).strip();
  }

  String value() {
    return value;
  }

  /** The file that contains it now. */
  Path file() {
    return isKept() ? file : generated;
  }

  /** Whether the server is known to accept it. */
  boolean isKept() {
    return Files.exists(file);
  }

  /** Records that the server accepts it. */
  void keep() {
    if (!isKept()) {
      try {
        Files.move(generated, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
