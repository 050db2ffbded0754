package io.github.ordermill.launcher;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the build puts things. */
public final class BuildOutput {

  private BuildOutput() {}

  /** The {@code target} directory of this module, absolute. */
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
