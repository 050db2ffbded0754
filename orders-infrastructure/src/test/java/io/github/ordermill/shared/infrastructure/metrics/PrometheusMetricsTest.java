package io.github.ordermill.shared.infrastructure.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrometheusMetricsTest {

  private final PrometheusMetrics metrics = new PrometheusMetrics();

  private String text() throws IOException {
    var out = new ByteArrayOutputStream();
    metrics.write(null, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void exposesGaugesCountersAndDurations() throws IOException {
    metrics.gauge("depth", "Depth", () -> 3, "queue", "a");
    metrics.gauge("depth", "Depth", () -> Double.NaN, "queue", "b");
    metrics.counter("sent", "Sent").add(2);
    metrics.durations("turn_seconds", "Turn", "loop", "a").record(3_000_000);

    assertThat(text())
        .contains("depth{queue=\"a\"} 3.0\n", "depth{queue=\"b\"} NaN\n")
        .contains("# TYPE sent_total counter\nsent_total 2.0\n")
        .contains("turn_seconds_bucket{loop=\"a\",le=\"0.0025\"} 0\n")
        .contains("turn_seconds_bucket{loop=\"a\",le=\"0.005\"} 1\n");
  }

  @Test
  void returnsTheSameCounterForTheSameLabels() throws IOException {
    metrics.counter("failed", "Failed", "loop", "a").increment();
    metrics.counter("failed", "Failed", "loop", "a").increment();
    metrics.counter("failed", "Failed", "loop", "b").increment();

    assertThat(text()).contains("failed_total{loop=\"a\"} 2.0\n", "failed_total{loop=\"b\"} 1.0\n");
  }

  @Test
  void leavesOutAValueThatCannotBeRead() throws IOException {
    metrics.gauge(
        "depth",
        "Depth",
        () -> {
          throw new IllegalStateException("not reachable");
        },
        "queue",
        "a");
    metrics.gauge("depth", "Depth", () -> 1, "queue", "b");

    assertThat(text()).contains("depth{queue=\"b\"} 1.0\n").doesNotContain("queue=\"a\"");
  }

  @Test
  void refusesTwoValuesForTheSameLabels() {
    metrics.gauge("depth", "Depth", () -> 1, "queue", "a");

    assertThatThrownBy(() -> metrics.gauge("depth", "Depth", () -> 2, "queue", "a"))
        .hasMessageContaining("registered twice");
    assertThatThrownBy(() -> metrics.gauge("depth", "Depth", () -> 2, "topic", "a"))
        .hasMessageContaining("where the metric has [queue]");
  }

  @Test
  void endsOpenMetricsWithItsMark() throws IOException {
    var out = new ByteArrayOutputStream();
    metrics.write("application/openmetrics-text;version=1.0.0,text/plain;q=0.5", out);

    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("# EOF\n");
    assertThat(metrics.contentType("application/openmetrics-text"))
        .startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(metrics.contentType(null)).startsWith("text/plain; version=0.0.4");
  }
}
