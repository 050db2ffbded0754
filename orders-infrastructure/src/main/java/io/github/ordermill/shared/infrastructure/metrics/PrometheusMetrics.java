package io.github.ordermill.shared.infrastructure.metrics;

import io.github.ordermill.shared.application.metrics.Metrics;
import io.github.ordermill.shared.application.metrics.MetricsExposition;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** Metrics of the application and of its JVM, in a registry of the application's own. */
@ApplicationScoped
class PrometheusMetrics implements Metrics, MetricsExposition {

  private static final String OPEN_METRICS = "application/openmetrics-text";

  /** Upper bounds in seconds: a command takes milliseconds, its time limit is 10 s. */
  private static final double[] BOUNDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final Map<String, SampleFamily> gauges = new ConcurrentHashMap<>();
  private final Map<String, SampleFamily> counters = new ConcurrentHashMap<>();
  private final Map<String, Histogram> histograms = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> owned = new ConcurrentHashMap<>();

  @PostConstruct
  void registerJvm() {
    JvmMetrics.builder().register(registry);
  }

  @Override
  public void gauge(String name, String help, DoubleSupplier value, String... labels) {
    gauges.computeIfAbsent(name, first -> gaugeFamily(first, help, labels)).add(value, labels);
  }

  @Override
  public void counter(String name, String help, DoubleSupplier total, String... labels) {
    counters.computeIfAbsent(name, first -> counterFamily(first, help, labels)).add(total, labels);
  }

  @Override
  public Counter counter(String name, String help, String... labels) {
    return owned.computeIfAbsent(
            name + String.join("\0", labels),
            first -> {
              var adder = new LongAdder();
              counter(name, help, adder::sum, labels);
              return adder;
            })
        ::add;
  }

  @Override
  public Durations durations(String name, String help, String... labels) {
    var series =
        histograms
            .computeIfAbsent(name, first -> histogram(first, help, labels))
            .labelValues(SampleFamily.values(labels));
    return nanos -> series.observe(nanos / 1e9);
  }

  private SampleFamily gaugeFamily(String name, String help, String... labels) {
    var family = new SampleFamily(labels);
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(family.names())
        .callback(sample -> family.read(sample::call))
        .register(registry);
    return family;
  }

  private SampleFamily counterFamily(String name, String help, String... labels) {
    var family = new SampleFamily(labels);
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(family.names())
        .callback(sample -> family.read(sample::call))
        .register(registry);
    return family;
  }

  private Histogram histogram(String name, String help, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(new SampleFamily(labels).names())
        .classicOnly()
        .classicUpperBounds(BOUNDS)
        .withoutExemplars()
        .register(registry);
  }

  @Override
  public String contentType(String accept) {
    return writer(accept).getContentType();
  }

  @Override
  public void write(String accept, OutputStream out) throws IOException {
    writer(accept).write(out, registry.scrape());
  }

  private ExpositionFormatWriter writer(String accept) {
    return accept != null && accept.contains(OPEN_METRICS)
        ? formats.getOpenMetricsTextFormatWriter()
        : formats.getPrometheusTextFormatWriter();
  }
}
