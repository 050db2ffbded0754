package io.github.ordermill.ordering.infrastructure.views;

import static io.github.ordermill.shared.infrastructure.json.Json.add;
import static io.github.ordermill.shared.infrastructure.json.Json.instant;
import static io.github.ordermill.shared.infrastructure.json.Json.text;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderView.Address;
import io.github.ordermill.ordering.application.reading.OrderView.Amount;
import io.github.ordermill.ordering.application.reading.OrderView.Line;
import io.github.ordermill.ordering.application.reading.OrderView.Note;
import io.github.ordermill.ordering.application.reading.OrderView.Shipment;
import io.github.ordermill.ordering.application.reading.OrderView.ShipmentLine;
import io.github.ordermill.ordering.domain.OrderStatus;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rows of {@code views.order_view}: columns to filter and sort by, a document for the rest. */
public final class OrderViewTable {

  static final String COLUMNS =
      """
      order_id, number, customer_id, reference, status, version,
      currency, total, placed_at, updated_at, document
      """;

  private OrderViewTable() {}

  /** The rows of these orders; what has none is left out. */
  public static List<OrderView> load(Connection connection, Collection<UUID> orders) {
    return orders.isEmpty()
        ? List.of()
        : Sql.query(
            connection,
            "SELECT " + COLUMNS + " FROM views.order_view WHERE order_id = ANY (?)",
            OrderViewTable::read,
            (Object) orders.toArray(UUID[]::new));
  }

  static void save(
      Connection connection, Collection<OrderView> views, Map<UUID, Instant> updatedAt) {
    Sql.batch(
        connection,
        """
        INSERT INTO views.order_view (
          order_id, number, customer_id, reference, status, version,
          currency, total, placed_at, updated_at, document)
        SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json[])
        ON CONFLICT (order_id) DO UPDATE SET
          status = excluded.status,
          version = excluded.version,
          total = excluded.total,
          updated_at = excluded.updated_at,
          document = excluded.document
        """,
        views.stream()
            .map(
                view ->
                    new Object[] {
                      view.id(),
                      view.number(),
                      view.customerId(),
                      view.reference(),
                      view.status().name(),
                      view.version(),
                      view.total().currency(),
                      view.total().amount(),
                      view.placedAt(),
                      updatedAt.get(view.id()),
                      document(view).toString()
                    })
            .toList());
  }

  static OrderView read(ResultSet row) throws SQLException {
    var document = Json.parse(row.getString("document"));
    var currency = row.getString("currency");
    var status = OrderView.Status.valueOf(row.getString("status"));
    var shipments = Json.list(document, "shipments", OrderViewTable::shipment);
    return new OrderView(
        Sql.uuid(row, "order_id"),
        row.getString("number"),
        row.getString("customer_id"),
        row.getString("reference"),
        status,
        row.getInt("version"),
        Json.list(document, "lines", json -> line(json, currency)),
        new Amount(row.getBigDecimal("total"), currency),
        address(document.getJsonObject("shippingAddress")),
        shipments,
        Json.list(document, "notes", OrderViewTable::note),
        Sql.instant(row, "placed_at"),
        instant(document, "confirmedAt"),
        instant(document, "shippedAt"),
        instant(document, "deliveredAt"),
        instant(document, "cancelledAt"),
        text(document, "cancellationReason"),
        OrderProjection.allowedActions(OrderStatus.valueOf(status.name()), shipments));
  }

  private static JsonObject document(OrderView view) {
    var json =
        Json.object()
            .add("lines", Json.array(view.lines(), OrderViewTable::document))
            .add("shippingAddress", document(view.shippingAddress()))
            .add("shipments", Json.array(view.shipments(), OrderViewTable::document))
            .add("notes", Json.array(view.notes(), OrderViewTable::document));
    add(json, "confirmedAt", view.confirmedAt());
    add(json, "shippedAt", view.shippedAt());
    add(json, "deliveredAt", view.deliveredAt());
    add(json, "cancelledAt", view.cancelledAt());
    add(json, "cancellationReason", view.cancellationReason());
    return json.build();
  }

  private static JsonObject document(Line line) {
    var json = Json.object().add("number", line.number());
    add(json, "productId", line.productId());
    add(json, "name", line.name());
    return json.add("quantity", line.quantity())
        .add("shippedQuantity", line.shippedQuantity())
        .add("cancelledQuantity", line.cancelledQuantity())
        .add("price", line.price().amount().toPlainString())
        .add("total", line.total().amount().toPlainString())
        .build();
  }

  private static Line line(JsonObject json, String currency) {
    return new Line(
        json.getInt("number"),
        text(json, "productId"),
        text(json, "name"),
        json.getInt("quantity"),
        json.getInt("shippedQuantity"),
        json.getInt("cancelledQuantity"),
        new Amount(new BigDecimal(json.getString("price")), currency),
        new Amount(new BigDecimal(json.getString("total")), currency));
  }

  private static JsonObject document(Address address) {
    var json = Json.object();
    add(json, "name", address.name());
    add(json, "street", address.street());
    add(json, "city", address.city());
    add(json, "region", address.region());
    add(json, "postalCode", address.postalCode());
    add(json, "country", address.country());
    return json.build();
  }

  private static Address address(JsonObject json) {
    return new Address(
        text(json, "name"),
        text(json, "street"),
        text(json, "city"),
        text(json, "region"),
        text(json, "postalCode"),
        text(json, "country"));
  }

  private static JsonObject document(Shipment shipment) {
    var json = Json.object().add("number", shipment.number());
    add(json, "carrier", shipment.carrier());
    add(json, "trackingNumber", shipment.trackingNumber());
    json.add(
        "lines",
        Json.array(
            shipment.lines(),
            part ->
                Json.object().add("line", part.line()).add("quantity", part.quantity()).build()));
    add(json, "shippedAt", shipment.shippedAt());
    add(json, "deliveredAt", shipment.deliveredAt());
    return json.build();
  }

  private static Shipment shipment(JsonObject json) {
    return new Shipment(
        json.getInt("number"),
        text(json, "carrier"),
        text(json, "trackingNumber"),
        Json.list(
            json, "lines", part -> new ShipmentLine(part.getInt("line"), part.getInt("quantity"))),
        instant(json, "shippedAt"),
        instant(json, "deliveredAt"));
  }

  private static JsonObject document(Note note) {
    var json = Json.object();
    add(json, "text", note.text());
    add(json, "author", note.author());
    add(json, "writtenAt", note.writtenAt());
    return json.build();
  }

  private static Note note(JsonObject json) {
    return new Note(text(json, "text"), text(json, "author"), instant(json, "writtenAt"));
  }
}
