package io.github.ordermill.shared.infrastructure.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/** The values of one metric, by the values of its labels. */
final class SampleFamily {

  private static final Logger LOG = Logger.getLogger(SampleFamily.class.getName());

  private final List<String> names;
  private final Map<List<String>, DoubleSupplier> samples = new ConcurrentHashMap<>();

  /** Receiver of the samples of one scrape. */
  @FunctionalInterface
  interface Sink {
    void accept(double value, String... labelValues);
  }

  /**
   * Creates an empty family.
   *
   * @param labels pairs of name and value, of which the names are used
   */
  SampleFamily(String... labels) {
    this.names = every(labels, 0);
  }

  private static List<String> every(String[] labels, int offset) {
    if (labels.length % 2 != 0) {
      throw new IllegalArgumentException("a label without value: " + Arrays.toString(labels));
    }
    return IntStream.range(0, labels.length / 2).mapToObj(i -> labels[2 * i + offset]).toList();
  }

  /** The values among pairs of name and value. */
  static String[] values(String... labels) {
    return every(labels, 1).toArray(String[]::new);
  }

  String[] names() {
    return names.toArray(String[]::new);
  }

  /**
   * Adds a value.
   *
   * @throws IllegalArgumentException if its labels have other names, or it is there already: two
   *     samples of one name and labels make a scrape fail
   */
  void add(DoubleSupplier value, String... labels) {
    if (!names.equals(every(labels, 0))) {
      throw new IllegalArgumentException(
          "labels " + every(labels, 0) + " where the metric has " + names);
    }
    if (samples.putIfAbsent(every(labels, 1), value) != null) {
      throw new IllegalArgumentException("registered twice: " + Arrays.toString(labels));
    }
  }

  /** Reads all values; one that cannot be read is left out, so that the others arrive. */
  void read(Sink sink) {
    samples.forEach(
        (labelValues, value) -> {
          try {
            sink.accept(value.getAsDouble(), labelValues.toArray(String[]::new));
          } catch (RuntimeException unreadable) {
            LOG.log(Level.FINE, "A metric cannot be read", unreadable);
          }
        });
  }
}
