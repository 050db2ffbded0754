package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ordermill.client.HttpTestClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /metrics} in both formats, and what it contains. */
class MetricsIT extends EndToEndTest {

  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  private final HttpTestClient http = new HttpTestClient(stack.application().managementUri("/"));

  @BeforeEach
  void sendCommands() {
    awaitViewVersion(place(newCustomer()), 1);
  }

  static Stream<String> documentedMetrics() throws IOException {
    return Pattern.compile("`((?:orders|jvm|process)_\\w+)`")
        .matcher(Files.readString(Path.of("docs", "operating.md")))
        .results()
        .map(name -> name.group(1))
        .distinct();
  }

  private String metrics(String accept) {
    var response = http.get("/metrics", "Accept", accept);
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  @Test
  void isTextOfPrometheusUnlessOpenMetricsIsAccepted() {
    var plain = http.get("/metrics", "Accept", "*/*");
    var open = http.get("/metrics", "Accept", OPEN_METRICS + ",text/plain;q=0.5");

    assertThat(plain.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(open.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(MetricsDocument.parse(plain.body(), false).samples()).hasSizeGreaterThan(100);
    assertThat(MetricsDocument.parse(open.body(), true).samples()).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("documentedMetrics")
  void everyDocumentedMetricIsThere(String name) {
    assertThat(MetricsDocument.parse(metrics("*/*"), false).types()).containsKey(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders_command_duration_seconds_count{command=PlaceOrder, result=Accepted}",
        "orders_projection_applied_total{projection=order}",
      })
  void countsCommandsAndEvents(String sample) {
    assertThat(MetricsDocument.parse(metrics("*/*"), false).samples())
        .hasEntrySatisfying(sample, count -> assertThat(count).isPositive());
  }

  @Test
  void everyMetricOfOursIsDocumented() throws IOException {
    assertThat(MetricsDocument.parse(metrics("*/*"), false).types().keySet())
        .filteredOn(name -> name.startsWith("orders_"))
        .isSubsetOf(documentedMetrics().toList());
  }

  @Test
  void passesPromtool() throws Exception {
    assumeTrue(NodeScripts.find("promtool") != null, "skipped: promtool is not installed");

    var promtool =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (var input = promtool.getOutputStream()) {
      input.write(metrics("*/*").getBytes(StandardCharsets.UTF_8));
    }
    var findings = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(findings).isEmpty();
    assertThat(promtool.waitFor()).isZero();
  }
}
