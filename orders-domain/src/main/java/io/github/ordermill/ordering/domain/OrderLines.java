package io.github.ordermill.ordering.domain;

import io.github.ordermill.shared.domain.InvalidArgument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The lines of an order as they stand. A value: what would change them gives back others.
 *
 * @param lines by number, 1, 2, 3 …
 */
public record OrderLines(List<OrderLine> lines) {

  public OrderLines {
    lines = List.copyOf(lines);
  }

  /** What the customer owes for them, in the order's currency. */
  BigDecimal total() {
    return lines.stream().map(OrderLine::total).reduce(BigDecimal::add).orElseThrow();
  }

  /** How many pieces are not cancelled, over all lines. */
  long units() {
    return lines.stream().mapToLong(OrderLine::owed).sum();
  }

  /** What is yet to be shipped. */
  List<LineQuantity> left() {
    return lines.stream()
        .filter(line -> line.left() > 0)
        .map(line -> new LineQuantity(line.number(), line.left()))
        .toList();
  }

  /** The lines once some pieces of some of them have left. */
  OrderLines ship(List<LineQuantity> parts) {
    return change(parts, (line, quantity, where) -> line.ship(quantity));
  }

  /** The lines once some pieces of some of them are off. */
  OrderLines cancel(List<LineQuantity> parts) {
    return change(parts, OrderLine::cancel);
  }

  /** The lines once all of them are off. */
  OrderLines cancel() {
    return new OrderLines(lines.stream().map(OrderLine::cancel).toList());
  }

  /** The lines once so many of one are ordered, those cancelled included. */
  OrderLines order(int line, int quantity) {
    int index = indexOf(line, "");
    var changed = new ArrayList<>(lines);
    changed.set(index, lines.get(index).order(quantity));
    return new OrderLines(changed);
  }

  private interface PartChange {
    OrderLine of(OrderLine line, int quantity, String where);
  }

  private OrderLines change(List<LineQuantity> parts, PartChange change) {
    if (parts.isEmpty()) {
      throw new InvalidArgument("lines", "must name at least one line");
    }
    var changed = new ArrayList<>(lines);
    var seen = new HashSet<Integer>();
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      var where = "lines[" + i + "].";
      int index = indexOf(part.line(), where);
      if (!seen.add(index)) {
        throw new InvalidArgument(where + "line", "must not be named twice");
      }
      changed.set(index, change.of(lines.get(index), part.quantity(), where));
    }
    return new OrderLines(changed);
  }

  private int indexOf(int line, String where) {
    if (line < 1 || line > lines.size()) {
      throw new InvalidArgument(
          where + "line", "must be a line of the order, 1 to " + lines.size());
    }
    return line - 1;
  }
}
