package io.github.ordermill.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One row of the table: what is guaranteed, what was done to break it, and what came of that. */
final class Guarantee {

  private final String number;
  private final String words;
  private final List<String> faults = new ArrayList<>();
  private int operations;
  private int lost;
  private int doubled;
  private Duration recovery;
  private boolean passed;

  Guarantee(String number, String words) {
    this.number = number;
    this.words = words;
  }

  String number() {
    return number;
  }

  /** Something that was done, or a figure that came of it. */
  Guarantee tells(String format, Object... arguments) {
    faults.add(String.format(Locale.ROOT, format, arguments));
    return this;
  }

  Guarantee operations(int number) {
    operations += number;
    return this;
  }

  Guarantee found(ChaosFindings findings) {
    lost += findings.lost();
    doubled += findings.doubled();
    return this;
  }

  /** The longest recovery counts. */
  Guarantee recoveredIn(Duration time) {
    if (recovery == null || time.compareTo(recovery) > 0) {
      recovery = time;
    }
    return this;
  }

  void passed(boolean yes) {
    passed = yes;
  }

  static String header() {
    return """
        | | guarantee | faults injected | operations | lost | doubled | recovery time (s) | passed |
        |---|---|---|---:|---:|---:|---:|---|
        """;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %d | %d | %d | %s | %s |",
        number,
        words,
        String.join("; ", faults),
        operations,
        lost,
        doubled,
        recovery == null ? "" : String.format(Locale.ROOT, "%.1f", recovery.toMillis() / 1e3),
        passed ? "yes" : "NO");
  }
}
