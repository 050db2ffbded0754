package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.listing.ListCustomerOrders;
import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.listing.OrderLists;
import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderPart;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderViews;
import io.github.ordermill.ordering.infrastructure.search.SearchConditions;
import io.github.ordermill.ordering.infrastructure.views.ListHorizon.Horizon;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.application.paging.NumberedPage;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads orders from the tables that {@link OrderProjection} maintains. */
@ApplicationScoped
class SqlOrderViews implements OrderViews, OrderLists {

  private final Database database;
  private final Optional<RaceSchedule> schedule;
  private final ListHorizon horizon;

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
    this.horizon = new ListHorizon(database);
  }

  @Override
  public Optional<OrderView> find(UUID id, Set<OrderPart> parts) {
    return one(parts, "order_id = ?", id);
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
    return version(id) < version
        ? Optional.empty()
        : database.read(connection -> OrderHistoryTable.fold(connection, id, version));
  }

  @Override
  public Optional<OrderView> findByNumber(String number, Set<OrderPart> parts) {
    return one(parts, "(length(number), number) = (length(?::text), ?)", number, number);
  }

  private Optional<OrderView> one(Set<OrderPart> parts, String condition, Object... values) {
    var statement =
        SqlText.of(
                "SELECT " + OrderViewTable.columns("v", parts) + " FROM views.order_view v WHERE ")
            .add(condition, values);
    return ask(statement, row -> OrderViewTable.read(row, parts)).stream().findFirst();
  }

  @Override
  public NumberedPage<OrderView> ofCustomer(ListCustomerOrders list) {
    var read = askCounted(OrderListQuery.page(list), row -> OrderViewTable.read(row, list.parts()));
    return new NumberedPage<>(read.rows, read.total, list.page(), list.pageSize());
  }

  @Override
  public CursorPage<OrderView> list(ListOrders list) {
    var statement = OrderListQuery.page(list, conditions(list.filter()), horizonOf(list), schedule);
    Sql.RowReader<CursorPage.Entry<OrderView>> entry =
        row ->
            new CursorPage.Entry<>(
                OrderViewTable.read(row, list.parts()),
                ListSort.position(row, list.orderBy()).toText());
    if (!list.withTotal()) {
      return CursorPage.of(ask(statement, entry), list.size(), list.backwards());
    }
    var read = askCounted(statement, entry);
    return CursorPage.of(read.rows, list.size(), list.backwards(), read.total);
  }

  private FilterConditions conditions(OrderFilter filter) {
    return filter.text() == null
        ? new FilterConditions(filter)
        : new FilterConditions(
            filter, database.read(connection -> SearchConditions.of(connection, filter.text())));
  }

  private Optional<Horizon> horizonOf(ListOrders list) {
    return list.endsAtHorizon() ? Optional.of(horizon.current()) : Optional.empty();
  }

  /** Rows and the total of their list. */
  private record Counted<T>(List<T> rows, int total) {}

  private <T> Counted<T> askCounted(SqlText statement, Sql.RowReader<T> reader) {
    var total = new int[1];
    var rows =
        ask(
            statement,
            row -> {
              total[0] = row.getInt(OrderListQuery.TOTAL);
              return row.getObject("order_id") == null ? null : reader.read(row);
            });
    return new Counted<>(rows.stream().filter(Objects::nonNull).toList(), total[0]);
  }

  private <T> List<T> ask(SqlText statement, Sql.RowReader<T> reader) {
    return database.read(connection -> Sql.query(connection, statement, reader));
  }

  @Override
  public List<OrderEventView> events(UUID id, int afterVersion, int limit) {
    return database.read(connection -> OrderHistoryTable.load(connection, id, afterVersion, limit));
  }
}
