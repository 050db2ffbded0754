package io.github.ordermill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** All figures of a run, in the order in which they were found. */
final class BenchmarkResults {

  /**
   * One figure.
   *
   * @param section what was measured
   * @param name what of it
   * @param unit of the value, empty for a mere count
   */
  record Figure(String section, String name, double value, String unit) {}

  /** Something to know about a section that is no figure. */
  record Remark(String section, String text) {}

  private final List<Figure> figures = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();

  synchronized void add(String section, String name, double value, String unit) {
    figures.add(new Figure(section, name, value, unit));
  }

  synchronized void remark(String section, String text) {
    remarks.add(new Remark(section, text));
  }

  synchronized List<Figure> figures() {
    return List.copyOf(figures);
  }

  synchronized List<Remark> remarks() {
    return List.copyOf(remarks);
  }

  /** A figure found before; empty if it was not, since its section failed or is yet to come. */
  synchronized OptionalDouble value(String section, String name) {
    return figures.stream()
        .filter(figure -> figure.section().equals(section) && figure.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst();
  }
}
