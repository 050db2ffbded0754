package io.github.ordermill.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that look like settings and are none: environment variables that start with {@code
 * ORDERS_}, and system properties that start with {@code orders.}. They have no effect; usually
 * they are misspelt.
 */
public final class UnknownSettings {

  private static final String VARIABLE_PREFIX = "ORDERS_";
  private static final String PROPERTY_PREFIX = "orders.";

  /** Properties between the parts of the product, which are not set by users. */
  private static final Set<String> INTERNAL =
      Set.of("orders.boot.", "orders.build.", "orders.exit.", "orders.java.");

  private static final Set<String> KNOWN =
      Stream.of(
              Stream.of(Setting.values()).map(Setting::variable),
              Stream.of(Limit.values()).map(Limit::variable),
              Stream.of(ApiSwitch.values()).map(ApiSwitch::variable))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> KNOWN_PROPERTIES =
      KNOWN.stream().map(UnknownSettings::property).collect(Collectors.toUnmodifiableSet());

  private UnknownSettings() {}

  /** A sentence for each unknown name of this process. */
  public static List<String> warnings() {
    return warnings(System.getenv().keySet(), System.getProperties().stringPropertyNames());
  }

  static List<String> warnings(Collection<String> variables, Collection<String> properties) {
    var sentences = new TreeSet<String>();
    for (var variable : variables) {
      if (variable.startsWith(VARIABLE_PREFIX) && !KNOWN.contains(variable)) {
        sentences.add(sentence(variable, nearest(variable)));
      }
    }
    for (var property : properties) {
      if (property.startsWith(PROPERTY_PREFIX)
          && INTERNAL.stream().noneMatch(property::startsWith)
          && !KNOWN_PROPERTIES.contains(property)) {
        var variable = property.toUpperCase(Locale.ROOT).replace('.', '_');
        sentences.add(sentence(property, nearest(variable).map(UnknownSettings::property)));
      }
    }
    return List.copyOf(sentences);
  }

  private static String sentence(String name, Optional<String> nearest) {
    return name
        + " is no setting and has no effect"
        + nearest.map(known -> "; the nearest name of one is " + known).orElse("")
        + ".";
  }

  private static String property(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** The known name with the fewest edits, unless half of the name would have to be edited. */
  private static Optional<String> nearest(String variable) {
    return KNOWN.stream()
        .min(
            Comparator.comparingInt((String known) -> distance(variable, known))
                .thenComparing(Comparator.naturalOrder()))
        .filter(
            known ->
                distance(variable, known) <= (variable.length() - VARIABLE_PREFIX.length()) / 2);
  }

  /** Levenshtein distance. */
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
