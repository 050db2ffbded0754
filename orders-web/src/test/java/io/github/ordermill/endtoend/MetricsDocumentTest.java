package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parser refuses what a scraper refuses. */
class MetricsDocumentTest {

  @Test
  void readsBothFormats() {
    var text = "# HELP a_total Some.\n# TYPE a_total counter\na_total{x=\"}\\\"\",y=\"2\"} 1.0\n";
    var open = "# TYPE a counter\n# HELP a Some.\na_total{y=\"2\"} 1.0\n# EOF\n";

    assertThat(MetricsDocument.parse(text, false).samples())
        .containsEntry("a_total{x=}\\\", y=2}", 1.0);
    assertThat(MetricsDocument.parse(open, true).samples()).containsEntry("a_total{y=2}", 1.0);
  }

  @ParameterizedTest
  @CsvSource({
    "twice, a{x=\"1\"} 1;a{x=\"1\"} 2",
    "a sample of b, b 1",
    "suffix of a_sum, a_sum 1",
    "labels, 'a{x=\"1\" y=\"2\"} 1'",
    "not a sample, a",
  })
  void refusesSamples(String violation, String samples) {
    var text = "# HELP a Some.\n# TYPE a gauge\n" + samples.replace(';', '\n') + "\n";

    assertThatThrownBy(() -> MetricsDocument.parse(text, false)).hasMessageContaining(violation);
  }

  @ParameterizedTest
  @CsvSource({
    "two types, # TYPE a gauge;# TYPE a gauge",
    "in two pieces, # HELP a A.;# TYPE a gauge;# HELP b B.;# TYPE b gauge;# TYPE a gauge",
    "no type, a 1",
    "no help, # TYPE a gauge;a 1",
    "name of a counter, # HELP a A.;# TYPE a counter;a 1",
    "not a base unit, # HELP a_millis A.;# TYPE a_millis gauge;a_millis 1",
    "not cumulative, '# HELP a A.;# TYPE a histogram;a_bucket{le=\"1\"} 2;a_bucket{le=\"+Inf\"} 1'",
  })
  void refusesFamilies(String violation, String lines) {
    var text = lines.replace(';', '\n') + "\n";

    assertThatThrownBy(() -> MetricsDocument.parse(text, false)).hasMessageContaining(violation);
  }

  @Test
  void refusesOpenMetricsWithoutEnd() {
    assertThatThrownBy(() -> MetricsDocument.parse("# TYPE a gauge\n# HELP a Some.\na 1\n", true))
        .hasMessageContaining("no # EOF");
  }
}
