package io.github.ordermill.launcher;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Locates the build output of this module. */
public final class BuildOutput {

  private BuildOutput() {}

  /** Absolute path of the {@code target} directory of this module. */
  public static Path directory() {
    var given = System.getProperty("orders.build.directory");
    if (given != null) {
      return Path.of(given).toAbsolutePath();
    }
    try {
      var testClasses =
          Path.of(BuildOutput.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return testClasses.getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path ordersJar() {
    return directory().resolve("orders.jar");
  }
}
