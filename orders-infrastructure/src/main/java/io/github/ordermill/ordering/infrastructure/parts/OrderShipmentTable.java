package io.github.ordermill.ordering.infrastructure.parts;

import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView.Shipment;
import io.github.ordermill.ordering.application.reading.OrderView.ShipmentLine;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.OrderEvent.OrderDelivered;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.json.JsonCodec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Shipments of orders, one per row: {@code views.order_shipment}. */
public final class OrderShipmentTable {

  private OrderShipmentTable() {}

  static void add(Connection connection, List<OrderShipped> shipments) {
    Sql.batch(
        connection,
        """
        INSERT INTO views.order_shipment (
          order_id, number, version, carrier, tracking_number, lines, shipped_at)
        SELECT * FROM unnest(?, ?, ?, ?, ?, ?::json[], ?)
        """,
        shipments.stream()
            .map(
                shipped ->
                    new Object[] {
                      shipped.order().value(),
                      shipped.shipment(),
                      shipped.version(),
                      shipped.carrier(),
                      shipped.trackingNumber(),
                      JsonCodec.STANDARD.write(units(shipped.lines())),
                      shipped.at()
                    })
            .toList());
  }

  /** Records deliveries; a shipment that is delivered already stays as it is. */
  static void deliver(Connection connection, List<OrderDelivered> deliveries) {
    Sql.batch(
        connection,
        """
        UPDATE views.order_shipment s SET
          delivered_version = new.version, delivered_at = new.delivered_at
        FROM unnest(?, ?, ?, ?) AS new (order_id, number, version, delivered_at)
        WHERE s.order_id = new.order_id AND s.number = new.number AND s.delivered_at IS NULL
        """,
        deliveries.stream()
            .flatMap(
                delivered ->
                    delivered.shipments().stream()
                        .map(
                            number ->
                                new Object[] {
                                  delivered.order().value(),
                                  number,
                                  delivered.version(),
                                  delivered.at()
                                }))
            .toList());
  }

  private record Row(
      UUID order, int version, Shipment shipment, int deliveredVersion, Instant deliveredAt) {

    static Row of(ResultSet row) throws SQLException {
      return new Row(
          Sql.uuid(row, "order_id"),
          row.getInt("version"),
          new Shipment(
              row.getInt("number"),
              row.getString("carrier"),
              row.getString("tracking_number"),
              lines(JsonCodec.STANDARD.read(int[].class, row.getString("lines"))),
              Sql.instant(row, "shipped_at"),
              null),
          row.getInt("delivered_version"),
          Sql.instant(row, "delivered_at"));
    }

    Shipment at(int wanted) {
      if (version > wanted) {
        return null;
      }
      return deliveredAt == null || deliveredVersion > wanted
          ? shipment
          : new Shipment(
              shipment.number(),
              shipment.carrier(),
              shipment.trackingNumber(),
              shipment.lines(),
              shipment.shippedAt(),
              deliveredAt);
    }
  }

  /** The shipments of these orders as of their versions, by their numbers. */
  public static Map<OrderVersion, List<Shipment>> load(
      Connection connection, Collection<OrderVersion> orders) {
    var rows =
        Sql.query(
            connection,
            VersionedParts.select(
                """
                number, version, carrier, tracking_number, lines, shipped_at,
                delivered_version, delivered_at\
                """,
                "views.order_shipment",
                "number"),
            Row::of,
            VersionedParts.parameters(orders));
    return VersionedParts.byOrder(orders, rows, Row::order, Row::at);
  }

  /** Number and units of each line in turn. */
  private static int[] units(List<LineQuantity> lines) {
    return lines.stream()
        .flatMapToInt(part -> IntStream.of(part.line(), part.quantity()))
        .toArray();
  }

  private static List<ShipmentLine> lines(int[] units) {
    var lines = new ArrayList<ShipmentLine>(units.length / 2);
    for (int i = 0; i < units.length; i += 2) {
      lines.add(new ShipmentLine(units[i], units[i + 1]));
    }
    return List.copyOf(lines);
  }
}
