package io.github.ordermill.boot;

import io.github.ordermill.settings.ApiSwitch;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The arguments that {@code orders.jar} answers by itself. */
final class CommandLine {

  private CommandLine() {}

  /** The text to print instead of starting, if the arguments ask for one. */
  static Optional<String> answer(String... arguments) {
    var all = Arrays.asList(arguments);
    if (all.contains("--help") || all.contains("-h")) {
      return Optional.of(help());
    }
    return all.contains("--version") ? Optional.of(version()) : Optional.empty();
  }

  private static String version() {
    var manifest = manifest();
    return "Ordermill %s (Payara Micro %s, Java %s)"
        .formatted(
            manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
            manifest.getValue("Payara-Version"),
            Runtime.version());
  }

  private static Attributes manifest() {
    try (InputStream stream = CommandLine.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
      return new Manifest(stream).getMainAttributes();
    } catch (IOException e) {
      return new Attributes();
    }
  }

  private static String help() {
    var text =
        new StringBuilder(
            """
            Ordermill, an order backend: Payara Micro with the application and its JMS adapter.

            Usage: java -Xmx256m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -jar orders.jar [option...]

              --help     prints this text
              --version  prints the versions of Ordermill, Payara Micro and Java
              others     are passed on to Payara Micro

            Needs PostgreSQL and Artemis. It is set up by environment variables, each of which is also a
            system property (ORDERS_DB_URL is orders.db.url). Name and default value:

            """);
    for (var setting : Setting.values()) {
      append(text, setting.variable(), setting.defaultValue());
    }
    for (var each : ApiSwitch.values()) {
      append(text, each.variable(), "false in production, true in development");
    }
    for (var limit : Limit.values()) {
      append(text, limit.variable(), limit.defaultValue() + " " + limit.unit());
    }
    return text.toString().stripTrailing();
  }

  private static void append(StringBuilder text, String variable, String defaultValue) {
    text.append(
        "  %-40s %s".formatted(variable, defaultValue == null ? "" : defaultValue).stripTrailing());
    text.append('\n');
  }
}
