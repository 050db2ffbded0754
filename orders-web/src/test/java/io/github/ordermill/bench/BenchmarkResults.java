package io.github.ordermill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Figures and remarks of a run, in the order of measurement. */
final class BenchmarkResults {

  /**
   * Measured value.
   *
   * @param section name of the section
   * @param name unique within the section
   * @param unit empty for counts
   */
  record Figure(String section, String name, double value, String unit) {}

  /** Note about a section that is not a number. */
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

  /** Value of a figure; empty if its section failed or has not run yet. */
  synchronized OptionalDouble value(String section, String name) {
    return figures.stream()
        .filter(figure -> figure.section().equals(section) && figure.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst();
  }
}
