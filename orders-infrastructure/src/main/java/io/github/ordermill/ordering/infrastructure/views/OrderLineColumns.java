package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.reading.OrderView.Amount;
import io.github.ordermill.ordering.application.reading.OrderView.Line;
import io.github.ordermill.shared.infrastructure.json.JsonCodec;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lines of an order in two columns of {@code views.order_view}: {@code lines}, as they were
 * placed, which never change and so are written once; and {@code quantities}, the units of each
 * line, which events change.
 */
final class OrderLineColumns {

  private static final String CURRENCY = "currency";

  /** Amounts have the currency of the row. */
  private static final JsonCodec JSON =
      JsonCodec.STANDARD.excluding(Amount.class, Set.of(CURRENCY));

  /** Units ordered, shipped and cancelled. */
  private static final int QUANTITIES = 3;

  private OrderLineColumns() {}

  private record PlacedLine(int number, String productId, String name, Amount price) {}

  /** The value of the column {@code lines}; null if the view is without lines. */
  static String lines(List<Line> lines) {
    return lines == null
        ? null
        : JSON.write(
            lines.stream()
                .map(it -> new PlacedLine(it.number(), it.productId(), it.name(), it.price()))
                .toList());
  }

  /** The value of the column {@code quantities}; null if the view is without lines. */
  static String quantities(List<Line> lines) {
    if (lines == null) {
      return null;
    }
    var quantities = new int[lines.size() * QUANTITIES];
    int next = 0;
    for (var line : lines) {
      quantities[next++] = line.quantity();
      quantities[next++] = line.shippedQuantity();
      quantities[next++] = line.cancelledQuantity();
    }
    return JSON.write(quantities);
  }

  /** The lines of a row with its columns {@code lines}, {@code quantities} and {@code currency}. */
  static List<Line> read(ResultSet row) throws SQLException {
    var json = row.getString("lines");
    if (json == null) {
      return null;
    }
    var placed = JSON.read(PlacedLine[].class, json, Map.of(CURRENCY, row.getString(CURRENCY)));
    var quantities = JSON.read(int[].class, row.getString("quantities"));
    var lines = new ArrayList<Line>(placed.length);
    int next = 0;
    for (var line : placed) {
      int quantity = quantities[next++];
      int shipped = quantities[next++];
      int cancelled = quantities[next++];
      lines.add(
          new Line(
              line.number,
              line.productId,
              line.name,
              quantity,
              shipped,
              cancelled,
              line.price,
              new Amount(
                  line.price.amount().multiply(BigDecimal.valueOf(quantity - cancelled)),
                  line.price.currency())));
    }
    return List.copyOf(lines);
  }
}
