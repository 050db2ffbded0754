package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.ListOrders;
import io.github.ordermill.ordering.application.OrderEventView;
import io.github.ordermill.ordering.application.OrderFilter;
import io.github.ordermill.ordering.application.OrderView;
import io.github.ordermill.ordering.application.OrderViews;
import io.github.ordermill.shared.application.Page;
import io.github.ordermill.shared.application.Slice;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Answers from {@code views.order_view} and {@code views.order_history}. */
@ApplicationScoped
class SqlOrderViews implements OrderViews {

  @Inject Database database;

  @Override
  public Optional<OrderView> find(UUID id) {
    return one("order_id", id);
  }

  @Override
  public int version(UUID id) {
    return database
        .read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT version FROM views.order_view WHERE order_id = ?",
                    row -> row.getInt(1),
                    id))
        .stream()
        .findFirst()
        .orElse(0);
  }

  @Override
  public Optional<OrderView> findAsItWas(UUID id, int version) {
    return database.read(connection -> OrderHistoryTable.fold(connection, id, version));
  }

  @Override
  public Optional<OrderView> findByNumber(String number) {
    return one("number", number);
  }

  private Optional<OrderView> one(String column, Object value) {
    return database
        .read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT "
                        + OrderViewTable.COLUMNS
                        + " FROM views.order_view WHERE "
                        + column
                        + " = ?",
                    OrderViewTable::read,
                    value))
        .stream()
        .findFirst();
  }

  @Override
  public Page<OrderView> ofCustomer(String customerId, String status, int page, int pageSize) {
    var condition = " WHERE customer_id = ?" + (status == null ? "" : " AND status = ?");
    return database.read(
        connection -> {
          var total =
              Sql.query(
                      connection,
                      "SELECT count(*) FROM views.order_view" + condition,
                      row -> row.getInt(1),
                      present(customerId, status))
                  .get(0);
          var items =
              Sql.query(
                  connection,
                  "SELECT "
                      + OrderViewTable.COLUMNS
                      + " FROM views.order_view"
                      + condition
                      + " ORDER BY placed_at DESC, order_id DESC LIMIT ? OFFSET ?",
                  OrderViewTable::read,
                  present(customerId, status, pageSize, (page - 1L) * pageSize));
          return new Page<>(items, total, page, pageSize);
        });
  }

  private static Object[] present(Object... parameters) {
    return java.util.Arrays.stream(parameters).filter(java.util.Objects::nonNull).toArray();
  }

  @Override
  public Slice<OrderView> list(ListOrders stretch) {
    var selection = OrderSelection.of(stretch.filter()).within(stretch);
    var read =
        database.read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT "
                        + OrderViewTable.COLUMNS
                        + " FROM views.order_view"
                        + selection.where()
                        + OrderSelection.orderBy(stretch)
                        + " LIMIT ?",
                    row ->
                        new Slice.Entry<>(
                            OrderViewTable.read(row),
                            OrderSelection.position(row, stretch.orderBy()).toText()),
                    selection.parameters(stretch.size() + 1)));
    return Slice.of(read, stretch.size(), stretch.backwards());
  }

  @Override
  public int count(OrderFilter filter) {
    var selection = OrderSelection.of(filter);
    return database
        .read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT count(*) FROM views.order_view" + selection.where(),
                    row -> row.getInt(1),
                    selection.parameters()))
        .get(0);
  }

  @Override
  public Map<UUID, List<OrderEventView>> histories(Collection<UUID> orderIds) {
    return database.read(connection -> OrderHistoryTable.load(connection, orderIds)).stream()
        .collect(Collectors.groupingBy(OrderEventView::orderId));
  }

  @Override
  public List<OrderEventView> events(UUID id, int afterVersion, int most) {
    return database.read(connection -> OrderHistoryTable.load(connection, id, afterVersion, most));
  }
}
