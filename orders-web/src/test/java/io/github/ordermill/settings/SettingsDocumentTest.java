package io.github.ordermill.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.docs.Checkout;
import io.github.ordermill.docs.GeneratedText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {

  private static final String REGENERATE =
      "-Dtest=SettingsDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write";

  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
  private static final Pattern VARIABLE = Pattern.compile("\\bORDERS_[A-Z_]*[A-Z]\\b");

  /** A key with an optional default, as CDI injects it or as a data source refers to it. */
  private static final List<Pattern> KEYS =
      List.of(
          Pattern.compile(
              "@ConfigProperty\\(\\s*name = \"(orders[^\"]*)\"(?:,\\s*defaultValue = \"([^\"]*)\")?"),
          Pattern.compile("MPCONFIG=(orders[a-z.]*)(?::([^}]*))?}"));

  @Test
  void settingsAreDocumentedAsTheCodeHasThem() throws IOException {
    var document = GeneratedText.document("settings.md");
    if (GeneratedText.isWritten()) {
      Files.writeString(document, SettingsDocument.text());
    }

    assertThat(Files.readString(document))
        .as("settings.md; to generate it again: ./mvnw -pl orders-web -am test %s", REGENERATE)
        .isEqualTo(SettingsDocument.text());
  }

  @Test
  void everyVariableThatCodeAndDocumentsNameIsDeclared() {
    var named = new TreeSet<String>();
    var strings =
        Checkout.javaFiles().stream()
            .flatMap(file -> STRING.matcher(Checkout.read(file)).results())
            .map(MatchResult::group);
    Stream.concat(strings, Checkout.documents().stream().map(Checkout::read))
        .flatMap(text -> VARIABLE.matcher(text).results())
        .forEach(match -> named.add(match.group()));

    assertThat(named).contains("ORDERS_DB_URL").isSubsetOf(variables());
  }

  @Test
  void everyDefaultInTheCodeIsTheDeclaredOne() {
    var defaults = new TreeMap<String, String>();
    Checkout.javaFiles().stream()
        .map(Checkout::read)
        .flatMap(text -> KEYS.stream().flatMap(key -> key.matcher(text).results()))
        .filter(match -> match.group(2) != null && !isPlaceholder(match.group(2)))
        .forEach(match -> defaults.put(variable(match.group(1)), match.group(2)));

    assertThat(defaults).containsKey(Setting.PROJECTION_MAX_LAG.variable());
    assertThat(declaredDefaults()).containsAllEntriesOf(defaults);
  }

  /** A text where the container requires one although there is no default. */
  private static boolean isPlaceholder(String text) {
    return text.isEmpty() || text.equals("none");
  }

  private static Map<String, String> declaredDefaults() {
    return Arrays.stream(Setting.values())
        .filter(setting -> setting.defaultValue() != null)
        .collect(Collectors.toMap(Setting::variable, Setting::defaultValue));
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  private static List<String> variables() {
    return Stream.of(
            Arrays.stream(Setting.values()).map(Setting::variable),
            Arrays.stream(ApiSwitch.values()).map(ApiSwitch::variable),
            Arrays.stream(Limit.values()).map(Limit::variable))
        .flatMap(names -> names)
        .toList();
  }
}
