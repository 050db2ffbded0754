package io.github.ordermill.ordering.domain;

import io.github.ordermill.shared.domain.InvalidArgument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The current state of all lines of an order. Immutable.
 *
 * @param lines in order of their numbers 1, 2, 3 …
 */
public record OrderLines(List<OrderLine> lines) {

  public OrderLines {
    lines = List.copyOf(lines);
  }

  /** Amount owed for the units that are not cancelled, in the order's currency. */
  BigDecimal total() {
    return lines.stream().map(OrderLine::total).reduce(BigDecimal::add).orElseThrow();
  }

  /** Number of units that are not cancelled, over all lines. */
  long units() {
    return lines.stream().mapToLong(OrderLine::activeQuantity).sum();
  }

  /** The units that are neither cancelled nor shipped; lines without any are left out. */
  List<LineQuantity> unshipped() {
    return lines.stream()
        .filter(line -> line.unshippedQuantity() > 0)
        .map(line -> new LineQuantity(line.number(), line.unshippedQuantity()))
        .toList();
  }

  /** The lines after the units in {@code parts} have been shipped. */
  OrderLines ship(List<LineQuantity> parts) {
    return change(parts, (line, quantity, path) -> line.ship(quantity));
  }

  /** The lines after the units in {@code parts} have been cancelled. */
  OrderLines cancel(List<LineQuantity> parts) {
    return change(parts, OrderLine::cancel);
  }

  /** The lines after all of them have been cancelled. */
  OrderLines cancel() {
    return new OrderLines(lines.stream().map(OrderLine::cancel).toList());
  }

  /** The lines with another number of units ordered of one of them, cancelled units included. */
  OrderLines changeQuantity(int line, int quantity) {
    int index = indexOf(line, "");
    var changed = new ArrayList<>(lines);
    changed.set(index, lines.get(index).changeQuantity(quantity));
    return new OrderLines(changed);
  }

  private interface PartChange {
    OrderLine apply(OrderLine line, int quantity, String path);
  }

  private OrderLines change(List<LineQuantity> parts, PartChange change) {
    if (parts.isEmpty()) {
      throw new InvalidArgument("lines", "must name at least one line");
    }
    var changed = new ArrayList<>(lines);
    var seen = new HashSet<Integer>();
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      var path = "lines[" + i + "].";
      int index = indexOf(part.line(), path);
      if (!seen.add(index)) {
        throw new InvalidArgument(path + "line", "must not be named twice");
      }
      changed.set(index, change.apply(lines.get(index), part.quantity(), path));
    }
    return new OrderLines(changed);
  }

  private int indexOf(int line, String path) {
    if (line < 1 || line > lines.size()) {
      throw new InvalidArgument(path + "line", "must be a line of the order, 1 to " + lines.size());
    }
    return line - 1;
  }
}
