package io.github.ordermill.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Row of the table of guarantees: what is guaranteed, the injected faults and the measured outcome.
 */
final class Guarantee {

  private final String id;
  private final String description;
  private final List<String> details = new ArrayList<>();
  private int operations;
  private int lost;
  private int duplicated;
  private Duration longestRecovery;
  private String test;
  private boolean passed;

  Guarantee(String id, String description) {
    this.id = id;
    this.description = description;
  }

  String id() {
    return id;
  }

  /** Adds an injected fault or a measured value. */
  Guarantee detail(String format, Object... arguments) {
    details.add(String.format(Locale.ROOT, format, arguments));
    return this;
  }

  Guarantee operations(int count) {
    operations += count;
    return this;
  }

  Guarantee findings(ChaosFindings findings) {
    lost += findings.lost();
    duplicated += findings.duplicated();
    return this;
  }

  /** Records a recovery time; the longest is reported. */
  Guarantee recoveryTime(Duration time) {
    if (longestRecovery == null || time.compareTo(longestRecovery) > 0) {
      longestRecovery = time;
    }
    return this;
  }

  void result(String test, boolean passed) {
    this.test = test;
    this.passed = passed;
  }

  boolean isPassed() {
    return passed;
  }

  static String header() {
    return """
        | | guarantee | faults injected | operations | lost | duplicated | recovery (s) | test |
        |---|---|---|---:|---:|---:|---:|---|
        """;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %,d | %d | %d |%s | %s |",
        id,
        description,
        String.join("; ", details),
        operations,
        lost,
        duplicated,
        longestRecovery == null
            ? ""
            : String.format(Locale.ROOT, " %.1f", longestRecovery.toMillis() / 1e3),
        passed ? "`" + test + "`" : "FAILED: `" + test + "`");
  }
}
