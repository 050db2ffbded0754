package io.github.ordermill.bench;

import io.github.ordermill.bench.load.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Renders latency and lag over time as SVG: linear seconds, logarithmic milliseconds. */
final class LatencyChart {

  private static final int WIDTH = 1200;
  private static final int HEIGHT = 480;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 60;
  private static final int BOTTOM = 50;
  private static final double MIN_MILLIS = 0.1;
  private static final List<String> COLORS = List.of("#4c78a8", "#1b3a5c", "#f2a541", "#c44e1e");

  private final Timeline timeline;
  private final double seconds;
  private final int powers;

  LatencyChart(Timeline timeline) {
    this.timeline = timeline;
    this.seconds = Math.max(1, timeline.now());
    double highest =
        timeline.curves().stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(Timeline.Point::millis)
            .max()
            .orElse(1);
    this.powers = Math.max(1, (int) Math.ceil(Math.log10(highest / MIN_MILLIS)));
  }

  String svg() {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
    <title>Latency of commands and lag of views over time</title>
    <rect width="%d" height="%d" fill="white"/>
    %s%s%s</svg>
    """
        .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT, axes(), sections(), curves());
  }

  private double x(double second) {
    return LEFT + second / seconds * (WIDTH - LEFT - RIGHT);
  }

  private double y(double millis) {
    double height = Math.log10(Math.max(millis, MIN_MILLIS) / MIN_MILLIS) / powers;
    return HEIGHT - BOTTOM - height * (HEIGHT - TOP - BOTTOM);
  }

  private String axes() {
    var svg = new StringBuilder();
    for (int power = 0; power <= powers; power++) {
      double millis = MIN_MILLIS * Math.pow(10, power);
      svg.append(line(LEFT, y(millis), WIDTH - RIGHT, y(millis), "#ddd"))
          .append(text(LEFT - 8, y(millis) + 4, "end", "%s ms".formatted(format(millis))));
    }
    double step = seconds > 300 ? 60 : seconds > 60 ? 20 : 5;
    for (double second = 0; second <= seconds; second += step) {
      svg.append(line(x(second), HEIGHT - BOTTOM, x(second), HEIGHT - BOTTOM + 5, "#888"))
          .append(text(x(second), HEIGHT - BOTTOM + 20, "middle", format(second) + " s"));
    }
    return svg.toString();
  }

  private static String format(double number) {
    return number < 1 ? Double.toString(number) : String.format(Locale.ROOT, "%,.0f", number);
  }

  private String sections() {
    var svg = new StringBuilder();
    int row = 0;
    for (var mark : timeline.marks()) {
      svg.append(line(x(mark.second()), TOP, x(mark.second()), HEIGHT - BOTTOM, "#bbb"))
          .append(text(x(mark.second()) + 3, TOP + 12 + row++ % 3 * 14, "start", mark.section()));
    }
    return svg.toString();
  }

  private String curves() {
    var svg = new StringBuilder();
    var curves = timeline.curves();
    for (int i = 0; i < curves.size(); i++) {
      var color = COLORS.get(i);
      svg.append(
              "<rect x=\"%d\" y=\"20\" width=\"14\" height=\"14\" fill=\"%s\"/>\n"
                  .formatted(LEFT + i * 150, color))
          .append(text(LEFT + i * 150 + 20, 32, "start", curves.get(i).name()))
          .append(
              curves.get(i).points().stream()
                  .map(point -> dot(point, color))
                  .collect(Collectors.joining()));
    }
    return svg.toString();
  }

  private String dot(Timeline.Point point, String color) {
    return String.format(
        Locale.ROOT,
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\" fill=\"%s\"/>\n",
        x(point.second()),
        y(point.millis()),
        color);
  }

  private static String line(double x1, double y1, double x2, double y2, String color) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n",
        x1,
        y1,
        x2,
        y2,
        color);
  }

  private static String text(double x, double y, String anchor, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#444\">%s</text>\n",
        x,
        y,
        anchor,
        text);
  }
}
