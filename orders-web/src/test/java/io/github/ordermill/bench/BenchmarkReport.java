package io.github.ordermill.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;

/** A run as one table to read, and as JSON to compare. */
final class BenchmarkReport {

  private final String machine;
  private final String plan;
  private final BenchmarkResults findings;
  private final List<PerformanceGoals.Goal> goals;

  /** Of what has been found so far. */
  BenchmarkReport(String machine, String plan, BenchmarkResults findings) {
    this.machine = machine;
    this.plan = plan;
    this.findings = findings;
    this.goals = PerformanceGoals.of(findings);
  }

  /** A Markdown table: figures by section, then the goals. */
  String table() {
    var table = new StringBuilder(machine + "; " + plan + "\n\n");
    row(table, "section", "figure", "value", "unit", "goal");
    row(table, "---", "---", "---:", "---", "---");
    var section = "";
    for (var figure : findings.figures()) {
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
          goal.what(),
          goal.reached().isPresent() ? number(goal.reached().getAsDouble()) : "",
          goal.unit(),
          (goal.atLeast() ? "≥ " : "≤ ") + number(goal.required()) + ": " + goal.verdict());
      section = "";
    }
    for (var remark : findings.remarks()) {
      table.append('\n').append(remark.section()).append(": ").append(remark.text());
    }
    return table.append('\n').toString();
  }

  private static void row(StringBuilder table, String... cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** Three digits, or all of those before the point. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "not known here";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    int places = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + places + "f", value);
  }

  JsonObject json() {
    var figures = Json.createArrayBuilder();
    for (var figure : findings.figures()) {
      figures.add(
          withValue(figure.value())
              .add("section", figure.section())
              .add("figure", figure.name())
              .add("unit", figure.unit()));
    }
    var reached = Json.createArrayBuilder();
    for (var goal : goals) {
      reached.add(
          withValue(goal.reached().orElse(Double.NaN))
              .add("goal", goal.what())
              .add(goal.atLeast() ? "atLeast" : "atMost", goal.required())
              .add("unit", goal.unit())
              .add("verdict", goal.verdict()));
    }
    var remarks = Json.createArrayBuilder();
    for (var remark : findings.remarks()) {
      remarks.add(remark.section() + ": " + remark.text());
    }
    return Json.createObjectBuilder()
        .add("machine", machine)
        .add("plan", plan)
        .add("figures", figures)
        .add("goals", reached)
        .add("remarks", remarks)
        .build();
  }

  private static JsonObjectBuilder withValue(double value) {
    var json = Json.createObjectBuilder();
    return Double.isFinite(value) ? json.add("value", value) : json.addNull("value");
  }
}
