package io.github.ordermill.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The text of {@code docs/settings.md}: variables, defaults and ranges from the enums of the
 * settings, their meaning from the comments of the constants.
 */
final class SettingsDocument {

  private static final Path SOURCES = Path.of("src/main/java/io/github/ordermill/settings");
  private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+ ([^}]*)}");

  private final StringBuilder text = new StringBuilder();

  private SettingsDocument() {}

  /** The whole document. */
  static String text() {
    return new SettingsDocument().write();
  }

  private String write() {
    text.append(
        """
        <!-- Generated from the enums of the package io.github.ordermill.settings by SettingsDocumentTest; do not edit. -->

        # Settings

        Settings are environment variables. Each is also a system property and a MicroProfile Config key, in lower case with dots:
        `ORDERS_DB_URL` is `orders.db.url`. A blank value counts as not set. An invalid value stops the start with one sentence that
        names the variable.

        """);
    header();
    for (var setting : Setting.values()) {
      row(
          setting.variable(),
          setting.defaultValue() == null ? "" : code(setting.defaultValue()),
          setting.isNumber() ? range(setting.min(), setting.max()) : "",
          meaning(setting));
    }
    text.append(
        """

        ## Switches of the API

        `true` or `false`. By default they are on in development and off in production (`ORDERS_MODE`).

        | variable | meaning |
        |---|---|
        """);
    for (var each : ApiSwitch.values()) {
      text.append("| `%s` | %s |\n".formatted(each.variable(), meaning(each)));
    }
    text.append(
        """

        ## Limits

        A request above a limit is answered by the error `LIMIT_EXCEEDED`. How requests are measured is in
        [For client developers](clients.md#limits).

        """);
    header();
    for (var limit : Limit.values()) {
      row(
          limit.variable(),
          code(Integer.toString(limit.defaultValue())),
          range(limit.min(), limit.max()),
          meaning(limit));
    }
    return text.toString();
  }

  private void header() {
    text.append("| variable | default | range | meaning |\n|---|---|---|---|\n");
  }

  private void row(String variable, String defaultValue, String range, String meaning) {
    text.append("| `%s` | %s | %s | %s |\n".formatted(variable, defaultValue, range, meaning));
  }

  private static String range(int min, int max) {
    return min + " to " + max;
  }

  private static String code(String value) {
    return "`" + value + "`";
  }

  /** The comment of the constant, as Markdown in one line. */
  private static String meaning(Enum<?> constant) {
    var type = constant.getDeclaringClass().getSimpleName();
    var comment =
        Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+" + constant.name() + "\\b", Pattern.DOTALL)
            .matcher(read(SOURCES.resolve(type + ".java")));
    if (!comment.find()) {
      throw new IllegalStateException(type + "." + constant.name() + " has no comment");
    }
    var line = comment.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
    return INLINE_TAG.matcher(line).replaceAll("`$1`");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
