package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.listing.OrderLists;
import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderViews;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.application.paging.NumberedPage;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads orders from the tables that {@link OrderProjection} maintains. */
@ApplicationScoped
class SqlOrderViews implements OrderViews, OrderLists {

  private final Database database;
  private final Optional<RaceSchedule> schedule;

  /** For CDI only. */
  protected SqlOrderViews() {
    this(null);
  }

  @Inject
  SqlOrderViews(Database database) {
    this(database, Optional.empty());
  }

  SqlOrderViews(Database database, Optional<RaceSchedule> schedule) {
    this.database = database;
    this.schedule = schedule;
  }

  @Override
  public Optional<OrderView> find(UUID id) {
    return one("order_id = ?", id);
  }

  @Override
  public int version(UUID id) {
    return ask(
            SqlText.of("SELECT version FROM views.order_view WHERE order_id = ?", id),
            row -> row.getInt(1))
        .stream()
        .findFirst()
        .orElse(0);
  }

  @Override
  public Optional<OrderView> findAtVersion(UUID id, int version) {
    return database.read(connection -> OrderHistoryTable.fold(connection, id, version));
  }

  @Override
  public Optional<OrderView> findByNumber(String number) {
    return one("(length(number), number) = (length(?::text), ?)", number, number);
  }

  private Optional<OrderView> one(String condition, Object... values) {
    var statement =
        SqlText.of("SELECT " + OrderViewTable.COLUMNS + " FROM views.order_view WHERE ")
            .add(condition, values);
    return ask(statement, OrderViewTable::read).stream().findFirst();
  }

  @Override
  public NumberedPage<OrderView> ofCustomer(
      String customerId, OrderView.Status status, int page, int pageSize) {
    var filter = OrderFilter.of(customerId, status == null ? List.of() : List.of(status));
    return new NumberedPage<>(
        ask(OrderListQuery.page(filter, page, pageSize), OrderViewTable::read),
        count(filter),
        page,
        pageSize);
  }

  @Override
  public CursorPage<OrderView> list(ListOrders list) {
    var entries =
        ask(
            OrderListQuery.page(list, schedule),
            row ->
                new CursorPage.Entry<>(
                    OrderViewTable.read(row), ListSort.position(row, list.orderBy()).toText()));
    return CursorPage.of(entries, list.size(), list.backwards());
  }

  @Override
  public int count(OrderFilter filter) {
    var statement =
        OrderCountTable.covers(filter)
            ? OrderCountTable.count(filter)
            : OrderListQuery.count(filter);
    return ask(statement, row -> row.getInt(1)).get(0);
  }

  private <T> List<T> ask(SqlText statement, Sql.RowReader<T> reader) {
    return database.read(connection -> Sql.query(connection, statement, reader));
  }

  @Override
  public Map<UUID, List<OrderEventView>> histories(Collection<UUID> orderIds) {
    return database.read(connection -> OrderHistoryTable.load(connection, orderIds)).stream()
        .collect(Collectors.groupingBy(OrderEventView::orderId));
  }

  @Override
  public List<OrderEventView> events(UUID id, int afterVersion, int limit) {
    return database.read(connection -> OrderHistoryTable.load(connection, id, afterVersion, limit));
  }
}
