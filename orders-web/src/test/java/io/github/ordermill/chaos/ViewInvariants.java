package io.github.ordermill.chaos;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.infrastructure.parts.OrderNoteTable;
import io.github.ordermill.ordering.infrastructure.parts.OrderShipmentTable;
import io.github.ordermill.ordering.infrastructure.views.OrderViewFold;
import io.github.ordermill.ordering.infrastructure.views.OrderViewTable;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.json.JsonCodec;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Invariants of the views: each view row, its notes and shipments, history and contribution equal
 * the fold of the log, and the totals equal the sum of the contributions.
 */
final class ViewInvariants {

  private ViewInvariants() {}

  private record HistoryRow(
      UUID order,
      int version,
      UUID id,
      String type,
      Instant at,
      String actor,
      String correlationId,
      ObjectNode data) {

    static HistoryRow of(RecordedEvent event) {
      return new HistoryRow(
          event.aggregateId(),
          event.version(),
          event.id(),
          event.type(),
          event.occurredAt(),
          event.actor(),
          event.correlationId(),
          JsonCodec.STANDARD.readObject(event.payload()));
    }
  }

  /** Views, histories and contributions against the fold of the log. */
  static List<String> violations(
      Connection connection, Set<UUID> orders, Map<UUID, List<RecordedEvent>> log) {
    var violations = new ArrayList<String>();
    var applicable = applicableEvents(connection, log);

    var views =
        OrderViewTable.load(connection, orders).stream()
            .collect(Collectors.toMap(OrderView::id, Function.identity()));
    var versions = views.values().stream().map(OrderView::orderVersion).toList();
    var notes = OrderNoteTable.load(connection, versions);
    var shipments = OrderShipmentTable.load(connection, versions);
    var updatedAt = updatedAt(connection, orders);
    var histories = histories(connection, orders);
    var contributions = contributions(connection, orders);
    for (var order : new TreeSet<>(orders)) {
      var events = applicable.get(order);
      var folded = fold(events);
      if (!Objects.equals(folded, views.get(order))) {
        violations.add(
            "the view of " + order + " is " + views.get(order) + "; the log says " + folded);
      } else if (folded != null
          && !events.get(events.size() - 1).occurredAt().equals(updatedAt.get(order))) {
        violations.add("the view of " + order + " was updated at " + updatedAt.get(order));
      } else if (folded != null) {
        var shownNotes = notes.getOrDefault(folded.orderVersion(), List.of());
        if (!FoldedParts.notes(events).equals(shownNotes)) {
          violations.add("the notes of " + order + " are " + shownNotes);
        }
        var shownShipments = shipments.getOrDefault(folded.orderVersion(), List.of());
        if (!FoldedParts.shipments(events).equals(shownShipments)) {
          violations.add("the shipments of " + order + " are " + shownShipments);
        }
      }
      if (!Objects.equals(contribution(folded), contributions.get(order))) {
        violations.add(
            "the contribution of "
                + order
                + " is "
                + contributions.get(order)
                + "; the log says "
                + contribution(folded));
      }
      var history = events.stream().map(HistoryRow::of).toList();
      if (!history.equals(histories.getOrDefault(order, List.of()))) {
        violations.add(
            "the history of " + order + " is " + histories.get(order) + ", not " + history);
      }
    }
    violations.addAll(partsWithoutView(connection, orders));
    return violations;
  }

  private static List<String> partsWithoutView(Connection connection, Set<UUID> orders) {
    return Sql.query(
        connection,
        """
        SELECT order_id, part FROM (
          SELECT order_id, version, 'note' AS part FROM views.order_note
          UNION ALL SELECT order_id, version, 'shipment' FROM views.order_shipment) p
        WHERE order_id = ANY (?) AND NOT EXISTS (
          SELECT FROM views.order_view v WHERE v.order_id = p.order_id AND v.version >= p.version)
        """,
        row -> "the view of " + row.getString("order_id") + " lacks a " + row.getString("part"),
        (Object) orders.toArray(UUID[]::new));
  }

  /** Contribution of an order to the totals, formatted as by the query of the table. */
  private static String contribution(OrderView view) {
    return view == null
        ? null
        : String.join(
            " ",
            view.customerId(),
            view.status().name(),
            view.total().currency(),
            view.total().amount().stripTrailingZeros().toPlainString(),
            Long.toString(
                view.lines().stream()
                    .mapToLong(line -> line.quantity() - line.cancelledQuantity())
                    .sum()));
  }

  private static Map<UUID, String> contributions(Connection connection, Collection<UUID> orders) {
    var contributions = new HashMap<UUID, String>();
    Sql.query(
        connection,
        """
        SELECT order_id, concat_ws(' ', customer_id, status, currency, trim_scale(total), units)
        FROM views.order_contribution WHERE order_id = ANY (?)
        """,
        row -> contributions.put(Sql.uuid(row, "order_id"), row.getString(2)),
        (Object) orders.toArray(UUID[]::new));
    return contributions;
  }

  /** Totals against the contributions, over all orders in the database. */
  static List<String> totalsViolations(Connection connection) {
    return Sql.query(
        connection,
        """
        SELECT whose, kept.sums, told.sums
        FROM (
          SELECT concat_ws(' ', customer_id, currency) AS whose,
            concat_ws(' ', orders, open_orders, cancelled_orders, trim_scale(spent)) AS sums
          FROM views.customer
          UNION ALL
          SELECT concat_ws(' ', day, currency),
            concat_ws(' ', orders, cancelled_orders, units, trim_scale(revenue))
          FROM views.daily_sales
          UNION ALL
          SELECT status, orders::text FROM views.order_count WHERE orders <> 0
          UNION ALL
          SELECT concat_ws(' ', customer_id, status), orders::text
          FROM views.customer_order_count WHERE orders <> 0) kept
        FULL JOIN (
          SELECT concat_ws(' ', customer_id, currency) AS whose,
            concat_ws(' ', count(*), count(*) FILTER (WHERE status NOT IN ('CANCELLED', 'DELIVERED')),
              count(*) FILTER (WHERE status = 'CANCELLED'), trim_scale(sum(total))) AS sums
          FROM views.order_contribution GROUP BY customer_id, currency
          UNION ALL
          SELECT concat_ws(' ', (placed_at AT TIME ZONE 'UTC')::date, currency),
            concat_ws(' ', count(*), count(*) FILTER (WHERE status = 'CANCELLED'), sum(units),
              trim_scale(sum(total)))
          FROM views.order_contribution GROUP BY (placed_at AT TIME ZONE 'UTC')::date, currency
          UNION ALL
          SELECT status, count(*)::text FROM views.order_view GROUP BY status
          UNION ALL
          SELECT concat_ws(' ', customer_id, status), count(*)::text
          FROM views.order_view GROUP BY customer_id, status) told
        USING (whose)
        WHERE kept.sums IS DISTINCT FROM told.sums
        """,
        row ->
            "the totals of "
                + row.getString(1)
                + " are "
                + row.getString(2)
                + ", not "
                + row.getString(3));
  }

  /** Events that the views must show: none from an open dead letter on, no discarded ones. */
  private static Map<UUID, List<RecordedEvent>> applicableEvents(
      Connection connection, Map<UUID, List<RecordedEvent>> log) {
    var applicable = new HashMap<UUID, List<RecordedEvent>>();
    log.forEach((order, events) -> applicable.put(order, new ArrayList<>(events)));
    Sql.query(
        connection,
        """
        SELECT aggregate_id, version, settled_at IS NULL AS open FROM messaging.dead_letter
        WHERE aggregate_id = ANY (?) AND (settled_at IS NULL OR settlement = 'DISCARDED')
        """,
        row -> {
          int version = row.getInt("version");
          boolean open = row.getBoolean("open");
          return applicable
              .get(Sql.uuid(row, "aggregate_id"))
              .removeIf(event -> event.version() == version || open && event.version() > version);
        },
        (Object) log.keySet().toArray(UUID[]::new));
    return applicable;
  }

  private static OrderView fold(List<RecordedEvent> events) {
    OrderView view = null;
    for (var event : events) {
      view = OrderViewFold.after(view, event);
    }
    return view;
  }

  private static Map<UUID, Instant> updatedAt(Connection connection, Collection<UUID> orders) {
    var times = new HashMap<UUID, Instant>();
    Sql.query(
        connection,
        "SELECT order_id, updated_at FROM views.order_view WHERE order_id = ANY (?)",
        row -> times.put(Sql.uuid(row, "order_id"), Sql.instant(row, "updated_at")),
        (Object) orders.toArray(UUID[]::new));
    return times;
  }

  private static Map<UUID, List<HistoryRow>> histories(
      Connection connection, Collection<UUID> orders) {
    return Sql.query(
            connection,
            """
            SELECT order_id, version, event_id, type, occurred_at, actor, correlation_id, data
            FROM views.order_history WHERE order_id = ANY (?) ORDER BY order_id, version
            """,
            row ->
                new HistoryRow(
                    Sql.uuid(row, "order_id"),
                    row.getInt("version"),
                    Sql.uuid(row, "event_id"),
                    row.getString("type"),
                    Sql.instant(row, "occurred_at"),
                    row.getString("actor"),
                    row.getString("correlation_id"),
                    JsonCodec.STANDARD.readObject(row.getString("data"))),
            (Object) orders.toArray(UUID[]::new))
        .stream()
        .collect(Collectors.groupingBy(HistoryRow::order));
  }
}
