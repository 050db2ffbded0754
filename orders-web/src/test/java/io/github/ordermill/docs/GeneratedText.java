package io.github.ordermill.docs;

import io.github.ordermill.launcher.BuildOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Parts of {@code orders-web/docs} that tools write, each between the markers {@code <!--
 * name:begin -->} and {@code <!-- name:end -->}.
 */
public final class GeneratedText {

  private GeneratedText() {}

  /** Whether tools write into the documents: with {@code -Ddocs.write}. */
  public static boolean isWritten() {
    var given = System.getProperty("docs.write");
    return given != null && !given.equals("false");
  }

  /** A document of this module, absolute. */
  public static Path document(String name) {
    return BuildOutput.directory().resolveSibling("docs").resolve(name);
  }

  /**
   * The text between the markers of that name.
   *
   * @throws IllegalStateException if the document does not have them
   */
  public static String read(Path document, String name) throws IOException {
    var text = Files.readString(document);
    return text.substring(begin(document, text, name), end(document, text, name));
  }

  /**
   * Replaces the text between the markers of that name.
   *
   * @throws IllegalStateException if the document does not have them
   */
  public static void write(Path document, String name, String lines) throws IOException {
    var text = Files.readString(document);
    Files.writeString(
        document,
        text.substring(0, begin(document, text, name))
            + lines
            + text.substring(end(document, text, name)));
  }

  private static int begin(Path document, String text, String name) {
    var marker = "<!-- " + name + ":begin -->\n";
    return position(document, text, marker) + marker.length();
  }

  private static int end(Path document, String text, String name) {
    return position(document, text, "<!-- " + name + ":end -->");
  }

  private static int position(Path document, String text, String marker) {
    int position = text.indexOf(marker);
    if (position < 0) {
      throw new IllegalStateException(document + " has no " + marker.strip());
    }
    return position;
  }
}
