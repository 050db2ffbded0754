package io.github.ordermill.endtoend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Strict parser of metrics, in <a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus' text format</a>
 * or <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a>: families in
 * one piece, with type and help before their samples, suffixes as the type demands, no sample
 * twice, cumulative buckets.
 */
final class MetricsDocument {

  private static final Pattern METADATA = Pattern.compile("# (HELP|TYPE|UNIT) (\\S+)(?: (.*))?");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: (\\S+))?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"(?:,|$)");
  private static final Pattern UNIT_OUT_OF_BASE =
      Pattern.compile(".*_(millis|millisecond|milliseconds|micros|ms|nanos|minutes|kilobytes|mb)");

  private final boolean open;
  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, String> helps = new LinkedHashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();
  private final Map<String, TreeMap<Double, Double>> buckets = new LinkedHashMap<>();
  private String family = "";
  private boolean ended;

  private MetricsDocument(boolean open) {
    this.open = open;
  }

  /**
   * Parses a document.
   *
   * @param open whether it is OpenMetrics
   * @throws IllegalArgumentException at the first violation
   */
  static MetricsDocument parse(String text, boolean open) {
    var document = new MetricsDocument(open);
    check(text.endsWith("\n"), "the last line has no end");
    for (var line : List.of(text.split("\n"))) {
      document.line(line);
    }
    check(!open || document.ended, "no # EOF");
    document.checkHistograms();
    document.checkFamilies();
    return document;
  }

  /** Types by name of family. */
  Map<String, String> types() {
    return types;
  }

  /** Values by sample: name and sorted labels, such as {@code up} or {@code up{job=a, node=b}}. */
  Map<String, Double> samples() {
    return samples;
  }

  private static void check(boolean condition, String violation) {
    if (!condition) {
      throw new IllegalArgumentException(violation);
    }
  }

  private void line(String line) {
    check(!ended, "a line after # EOF: " + line);
    if (open && line.equals("# EOF")) {
      ended = true;
      return;
    }
    var metadata = METADATA.matcher(line);
    if (metadata.matches()) {
      metadata(metadata);
    } else {
      var sample = SAMPLE.matcher(line);
      check(sample.matches(), "not a sample: " + line);
      sample(sample);
    }
  }

  private void metadata(Matcher line) {
    var name = line.group(2);
    if (!name.equals(family)) {
      check(!types.containsKey(name) && !helps.containsKey(name), "in two pieces: " + name);
      family = name;
    }
    switch (line.group(1)) {
      case "TYPE" -> check(types.put(name, line.group(3)) == null, "two types: " + name);
      case "HELP" -> check(helps.put(name, line.group(3)) == null, "two helps: " + name);
      default -> check(name.endsWith("_" + line.group(3)), "unit is no suffix: " + name);
    }
  }

  private void sample(Matcher line) {
    var name = line.group(1);
    check(types.containsKey(family), "no type before " + name);
    check(suffixes().contains(name.substring(prefix(name).length())), "suffix of " + name);
    var labels = labels(line.group(2));
    double value = number(line.group(3));
    check(
        samples.put(labels.isEmpty() ? name : name + labels, value) == null,
        "twice: " + name + labels);
    if (name.endsWith("_bucket")) {
      double bound = number(labels.remove("le").replace("\"", ""));
      buckets.computeIfAbsent(family + labels, series -> new TreeMap<>()).put(bound, value);
    }
  }

  private String prefix(String name) {
    check(name.startsWith(family), "a sample of " + name + " within " + family);
    return family;
  }

  private Set<String> suffixes() {
    return switch (types.get(family)) {
      case "counter" -> open ? Set.of("_total", "_created") : Set.of("");
      case "gauge", "unknown", "untyped" -> Set.of("");
      case "info" -> Set.of("_info");
      case "summary" -> Set.of("", "_sum", "_count", "_created");
      case "histogram" -> Set.of("_bucket", "_sum", "_count", "_created");
      default -> throw new IllegalArgumentException("type of " + family);
    };
  }

  private static TreeMap<String, String> labels(String text) {
    var labels = new TreeMap<String, String>();
    if (text != null) {
      var label = LABEL.matcher(text);
      int end = 0;
      while (end < text.length()) {
        check(label.find(end) && label.start() == end, "labels " + text);
        check(labels.put(label.group(1), label.group(2)) == null, "a label twice: " + text);
        end = label.end();
      }
    }
    return labels;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private void checkHistograms() {
    buckets.forEach(
        (series, counts) -> {
          check(counts.lastKey() == Double.POSITIVE_INFINITY, "no bucket +Inf: " + series);
          double before = 0;
          for (double count : counts.values()) {
            check(count >= before, "not cumulative: " + series);
            before = count;
          }
        });
  }

  private void checkFamilies() {
    types.forEach(
        (name, type) -> {
          check(!helps.getOrDefault(name, "").isBlank(), "no help: " + name);
          if (type.equals("counter")) {
            check(open != name.endsWith("_total"), "name of a counter: " + name);
          } else {
            check(!name.endsWith("_total"), "total, but no counter: " + name);
          }
          check(!UNIT_OUT_OF_BASE.matcher(name).matches(), "not a base unit: " + name);
        });
  }
}
