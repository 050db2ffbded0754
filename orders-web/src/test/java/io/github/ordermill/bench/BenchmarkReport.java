package io.github.ordermill.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;

/** Results of a run as a Markdown table and as JSON. */
final class BenchmarkReport {

  private final String machine;
  private final String profile;
  private final BenchmarkResults results;
  private final List<PerformanceGoals.Goal> goals;

  BenchmarkReport(String machine, String profile, BenchmarkResults results) {
    this.machine = machine;
    this.profile = profile;
    this.results = results;
    this.goals = PerformanceGoals.of(results);
  }

  /** Markdown table: figures by section, then goals and remarks. */
  String table() {
    var table = new StringBuilder(machine + "; " + profile + "\n\n");
    row(table, "section", "figure", "value", "unit", "goal");
    row(table, "---", "---", "---:", "---", "---");
    var section = "";
    for (var figure : results.figures()) {
      row(
          table,
          figure.section().equals(section) ? "" : figure.section(),
          figure.name(),
          number(figure.value()),
          figure.unit(),
          "");
      section = figure.section();
    }
    section = "goals";
    for (var goal : goals) {
      row(
          table,
          section,
          goal.name(),
          goal.measured().isPresent() ? number(goal.measured().getAsDouble()) : "",
          goal.unit(),
          (goal.isMinimum() ? "≥ " : "≤ ") + number(goal.required()) + ": " + goal.verdict());
      section = "";
    }
    for (var remark : results.remarks()) {
      table.append('\n').append(remark.section()).append(": ").append(remark.text());
    }
    return table.append('\n').toString();
  }

  private static void row(StringBuilder table, String... cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** Three significant digits, or all digits before the decimal point. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "unavailable";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    int places = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + places + "f", value);
  }

  JsonObject json() {
    var figures = Json.createArrayBuilder();
    for (var figure : results.figures()) {
      figures.add(
          withValue(figure.value())
              .add("section", figure.section())
              .add("figure", figure.name())
              .add("unit", figure.unit()));
    }
    var goalValues = Json.createArrayBuilder();
    for (var goal : goals) {
      goalValues.add(
          withValue(goal.measured().orElse(Double.NaN))
              .add("goal", goal.name())
              .add(goal.isMinimum() ? "atLeast" : "atMost", goal.required())
              .add("unit", goal.unit())
              .add("verdict", goal.verdict()));
    }
    var remarks = Json.createArrayBuilder();
    for (var remark : results.remarks()) {
      remarks.add(remark.section() + ": " + remark.text());
    }
    return Json.createObjectBuilder()
        .add("machine", machine)
        .add("profile", profile)
        .add("figures", figures)
        .add("goals", goalValues)
        .add("remarks", remarks)
        .build();
  }

  private static JsonObjectBuilder withValue(double value) {
    var json = Json.createObjectBuilder();
    return Double.isFinite(value) ? json.add("value", value) : json.addNull("value");
  }
}
