package io.github.ordermill.docs;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Files and directories that documents may name: those of the checkout, and known others. */
final class NamedFiles {

  /**
   * Files that the build makes for use elsewhere, and descriptors of Jakarta EE that are not used
   * here.
   */
  private static final Set<String> OTHERS =
      Set.of("orders.jar", "orders.war", "artemis-ra.rar", "orm.xml", "ejb-jar.xml");

  /** A file with a known ending, or a directory with a slash at its end; the path is optional. */
  private static final Pattern NAME =
      Pattern.compile(
          "\\.?\\w[\\w.-]*(?:/[\\w.-]+)*"
              + "(?:/|\\.(?:java|xml|txt|md|graphql|properties|sql|yml|json|js|mjs|jar|war|rar))");

  private static final Set<String> PATHS =
      Checkout.files()
          .map(file -> "/" + Checkout.root().relativize(file).toString().replace('\\', '/'))
          .collect(Collectors.toSet());

  private NamedFiles() {}

  /** Whether a piece of code in a sentence is no file's name, or names a file that exists. */
  static boolean exist(String code) {
    return !NAME.matcher(code).matches()
        || OTHERS.contains(code)
        || code.contains("target/")
        || PATHS.stream().anyMatch(path -> matches(path, code));
  }

  private static boolean matches(String path, String code) {
    return code.endsWith("/") ? path.contains("/" + code) : path.endsWith("/" + code);
  }
}
