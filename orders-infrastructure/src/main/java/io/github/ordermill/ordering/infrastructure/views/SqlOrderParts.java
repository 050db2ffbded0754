package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.parts.OrderParts;
import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderView.Line;
import io.github.ordermill.ordering.application.reading.OrderView.Note;
import io.github.ordermill.ordering.application.reading.OrderView.Shipment;
import io.github.ordermill.ordering.infrastructure.parts.OrderNoteTable;
import io.github.ordermill.ordering.infrastructure.parts.OrderShipmentTable;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the parts of orders from the tables that {@link OrderProjection} maintains. */
@ApplicationScoped
class SqlOrderParts implements OrderParts {

  private final Database database;

  /** For CDI only. */
  protected SqlOrderParts() {
    this(null);
  }

  @Inject
  SqlOrderParts(Database database) {
    this.database = database;
  }

  @Override
  public Map<OrderVersion, List<Line>> lines(Collection<OrderVersion> orders) {
    return database.read(connection -> lines(connection, orders));
  }

  /** Lines of another version than the view's present one are folded from the history. */
  private static Map<OrderVersion, List<Line>> lines(
      Connection connection, Collection<OrderVersion> orders) {
    var present = new HashMap<OrderVersion, List<Line>>();
    Sql.query(
        connection,
        """
        SELECT order_id, version, currency, lines, quantities
        FROM views.order_view WHERE order_id = ANY (?)
        """,
        row ->
            present.put(
                new OrderVersion(Sql.uuid(row, "order_id"), row.getInt("version")),
                OrderLineColumns.read(row)),
        (Object) orders.stream().map(OrderVersion::id).distinct().toArray(UUID[]::new));
    var lines = new HashMap<OrderVersion, List<Line>>();
    for (var order : orders) {
      var found = present.get(order);
      if (found == null) {
        found =
            OrderHistoryTable.fold(connection, order.id(), order.version())
                .map(OrderView::lines)
                .orElse(List.of());
      }
      lines.put(order, found);
    }
    return lines;
  }

  @Override
  public Map<OrderVersion, List<Shipment>> shipments(Collection<OrderVersion> orders) {
    return database.read(connection -> OrderShipmentTable.load(connection, orders));
  }

  @Override
  public Map<OrderVersion, List<Note>> notes(Collection<OrderVersion> orders) {
    return database.read(connection -> OrderNoteTable.load(connection, orders));
  }

  @Override
  public Map<OrderVersion, List<OrderEventView>> histories(Collection<OrderVersion> orders) {
    return database.read(connection -> OrderHistoryTable.load(connection, orders));
  }

  @Override
  public Map<OrderVersion, String> payloads(Collection<OrderVersion> events) {
    return database.read(connection -> OrderHistoryTable.payloads(connection, events));
  }
}
