package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.listing.OrderPosition;
import io.github.ordermill.ordering.application.listing.OrderSort;
import io.github.ordermill.ordering.application.listing.OrderSort.Direction;
import io.github.ordermill.ordering.application.listing.OrderSort.Field;
import io.github.ordermill.ordering.domain.OrderStatus;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statement behind a list of orders.
 *
 * <p>It walks along an index that is in the list's order, behind a part of the filter where there
 * is such an index: then it reads no more than it answers. Where something of the filter is left,
 * there are two ways to the page, and which is short depends on how many orders are left and where
 * they stand:
 *
 * <ul>
 *   <li>to walk on and hold the rest against order after order: short if many are left,
 *   <li>to get all that are left by the indices of the filter, and to sort them: short if few are.
 * </ul>
 *
 * <p>The statement goes a little of the one, a little of the other, and then on with each, further
 * every time, until one of them has come to the page. So the way is chosen by what is there and not
 * by what the planner expects of values that it has no figures for. All of it is lazy: what a table
 * expression has not been asked for it does not read, and what it has read it does not read again.
 */
final class OrderListQuery {

  /**
   * How far to go the one way and the other in turns, in orders, ascending; the walk goes first,
   * and once more where what it has found so far promises the page by its next turn. Behind the
   * last turn all the orders that are left are got.
   */
  record Turns(List<Integer> walk, List<Integer> rest) {

    /** Where the rows of the walk decide by themselves: well below a microsecond each. */
    private static final Turns READING =
        new Turns(List.of(2_000, 8_000, 32_000), List.of(4_000, 16_000));

    /** Where another row must be looked up for each of them. */
    private static final Turns LOOKING_UP =
        new Turns(List.of(500, 4_000, 16_000), List.of(2_000, 8_000));

    private int farthest() {
      return walk.get(walk.size() - 1);
    }
  }

  private final OrderFilter filter;
  private final OrderSort sort;
  private final Optional<OrderPosition> after;
  private final Optional<OrderPosition> before;
  private final boolean backwards;
  private final Optional<Turns> turns;
  private final List<SqlText> text;

  private OrderListQuery(
      OrderFilter filter,
      OrderSort sort,
      Optional<OrderPosition> after,
      Optional<OrderPosition> before,
      boolean backwards,
      Optional<Turns> turns) {
    this.filter = filter;
    this.sort = sort;
    this.after = after;
    this.before = before;
    this.backwards = backwards;
    this.turns = turns;
    this.text = OrderSearchTable.conditions(filter.text());
  }

  private static OrderListQuery whole(OrderFilter filter) {
    return new OrderListQuery(
        filter,
        OrderSort.NEWEST_FIRST,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  /**
   * A stretch of a list, in the direction of reading, and one order more.
   *
   * @param turns other ones than usual
   */
  static SqlText stretch(ListOrders list, Optional<Turns> turns) {
    return new OrderListQuery(
            list.filter(),
            list.orderBy(),
            list.afterPosition(),
            list.beforePosition(),
            list.backwards(),
            turns)
        .rows(list.size() + 1, 0);
  }

  /** A numbered page of a list with the newest orders first. */
  static SqlText page(OrderFilter filter, long page, int pageSize) {
    return whole(filter).rows(page * pageSize, (page - 1) * pageSize);
  }

  /** How many orders there are, by counting them. */
  static SqlText count(OrderFilter filter) {
    return SqlText.of("SELECT count(*)").add(whole(filter).filtered());
  }

  /** Where a row stands in a list of that sort. */
  static OrderPosition position(ResultSet row, OrderSort sort) throws SQLException {
    Comparable<?> key =
        switch (sort.field()) {
          case PLACED_AT -> Sql.instant(row, "placed_at");
          case UPDATED_AT -> Sql.instant(row, "updated_at");
          case TOTAL -> row.getBigDecimal("total");
          case NUMBER -> row.getString("number");
        };
    return new OrderPosition(sort, key, Sql.uuid(row, "order_id"));
  }

  private SqlText rows(long limit, long offset) {
    return found(limit)
        .add(" SELECT " + OrderViewTable.COLUMNS.replaceAll("(\\w+)", "v.$1"))
        .add("FROM (SELECT k, order_id FROM found" + inOrder("k", "order_id"))
        .add(" LIMIT " + limit + " OFFSET " + offset + ") page")
        .add(" JOIN views.order_view v ON v.order_id = page.order_id")
        .add(inOrder("page.k", "page.order_id"));
  }

  /** Sort keys and identities of at least the first {@code limit} orders. */
  private SqlText found(long limit) {
    var path = path();
    if (unknownTo(path).isEmpty()) {
      return SqlText.of("WITH found AS (").add(walk(path, limit)).add(")");
    }
    var turns = this.turns.orElse(decidesItself(path) ? Turns.READING : Turns.LOOKING_UP);
    return SqlText.of("WITH walk AS MATERIALIZED (SELECT k, order_id, ")
        .add(passes(path))
        .add(" AS passes FROM (")
        .add(walk(path, turns.farthest()))
        .add(") w), rest AS MATERIALIZED (SELECT " + keyAlias() + "." + column() + " AS k, ")
        .add(keyAlias() + ".order_id")
        .add(filtered())
        .add(
            "), way AS MATERIALIZED (SELECT CASE" + way(turns, limit) + " ELSE 'rest' END AS name)")
        .add(
            """
            , found AS (
              (SELECT k, order_id FROM walk WHERE passes AND (SELECT name FROM way) = 'walk'
               LIMIT %d)
              UNION ALL SELECT k, order_id FROM rest WHERE (SELECT name FROM way) = 'rest')
            """
                .formatted(limit))
        .plannedAnew();
  }

  private static String way(Turns turns, long limit) {
    var way = new StringBuilder();
    for (int turn = 0; turn < turns.walk.size(); turn++) {
      int far = turns.walk.get(turn);
      way.append(" WHEN " + found(far, limit) + " = " + limit + " THEN 'walk'");
      if (turn + 1 < turns.walk.size()) {
        int farther = turns.walk.get(turn + 1);
        way.append(
            " WHEN %s * %d >= %d AND %s = %d THEN 'walk'"
                .formatted(found(far, limit), farther, limit * far, found(farther, limit), limit));
      }
      if (turn < turns.rest.size()) {
        way.append(
            " WHEN (SELECT count(*) FROM (SELECT FROM rest LIMIT %1$d) r) < %1$d THEN 'rest'"
                .formatted(turns.rest.get(turn)));
      }
    }
    return way.toString();
  }

  /** The rows of the walk that pass come in order; to sort them would be to look at all of them. */
  private static String found(int far, long limit) {
    return """
        (SELECT count(*) FROM (
          SELECT FROM (SELECT passes FROM walk LIMIT %d) w WHERE passes LIMIT %d) p)\
        """
        .formatted(far, limit);
  }

  // The walk: along an index, in the list's order.

  private enum Part {
    CUSTOMER,
    STATUSES,
    PRODUCT,
    REFERENCE,
    PLACED,
    CURRENCY,
    TOTAL,
    TEXT
  }

  /** A table, and the parts of the filter that its columns decide. */
  private enum Table {
    VIEW(
        "views.order_view",
        "a",
        Set.of(
            Part.CUSTOMER, Part.STATUSES, Part.REFERENCE, Part.PLACED, Part.CURRENCY, Part.TOTAL)),
    PRODUCT("views.order_product", "p", Set.of(Part.PLACED)),
    SEARCH(
        "views.order_search", "s", Set.of(Part.REFERENCE, Part.PLACED, Part.CURRENCY, Part.TEXT));

    private final String name;
    private final String alias;
    private final Set<Part> decides;

    Table(String name, String alias, Set<Part> decides) {
      this.name = name;
      this.alias = alias;
      this.decides = decides;
    }

    private String from() {
      return name + " " + alias;
    }
  }

  /**
   * An index in the list's order.
   *
   * @param perState whether it has the state in front of the sort key
   * @param front what it has in front of that, or null
   * @param knows which parts of the filter it satisfies
   */
  private record Path(Table table, boolean perState, SqlText front, Set<Part> knows) {}

  private Path path() {
    return switch (sort.field()) {
      case PLACED_AT -> pathByPlacing();
      case UPDATED_AT -> new Path(Table.VIEW, true, null, Set.of(Part.STATUSES));
      case TOTAL -> new Path(Table.VIEW, true, null, Set.of(Part.STATUSES, Part.TOTAL));
      case NUMBER -> new Path(Table.VIEW, false, null, Set.of());
    };
  }

  private Path pathByPlacing() {
    if (filter.customerId() != null) {
      return new Path(
          Table.VIEW,
          true,
          SqlText.of("a.customer_id = ?", filter.customerId()),
          Set.of(Part.CUSTOMER, Part.STATUSES, Part.PLACED));
    }
    if (filter.productId() != null) {
      return new Path(
          Table.PRODUCT,
          false,
          SqlText.of("p.product_id = ?", filter.productId()),
          Set.of(Part.PRODUCT, Part.PLACED));
    }
    if (filter.reference() != null) {
      return new Path(
          Table.SEARCH,
          false,
          SqlText.of("s.reference = ?", filter.reference()),
          Set.of(Part.REFERENCE, Part.PLACED));
    }
    if (filter.currency() != null) {
      return new Path(
          Table.SEARCH,
          false,
          SqlText.of("s.currency = ?", filter.currency()),
          Set.of(Part.CURRENCY, Part.PLACED));
    }
    if (searchesText() && filter.statuses().isEmpty()) {
      return new Path(Table.SEARCH, false, null, Set.of(Part.PLACED));
    }
    return new Path(Table.VIEW, true, null, Set.of(Part.STATUSES, Part.PLACED));
  }

  /** One range of the index, or one for each state, merged: none is read further than needed. */
  private SqlText walk(Path path, long limit) {
    if (!path.perState) {
      return range(path, null, limit);
    }
    var ranges =
        Arrays.stream(statuses())
            .map(status -> SqlText.of("(").add(range(path, status, limit)).add(")"))
            .toList();
    return SqlText.of("SELECT * FROM (")
        .add(SqlText.join(" UNION ALL ", ranges))
        .add(") r" + inOrder("k", "order_id") + " LIMIT " + limit);
  }

  private SqlText range(Path path, String status, long limit) {
    var alias = path.table.alias;
    var conditions = new ArrayList<SqlText>();
    if (path.front != null) {
      conditions.add(path.front);
    }
    if (status != null) {
      conditions.add(SqlText.of(alias + ".status = ?", status));
    }
    for (var part : List.of(Part.PLACED, Part.TOTAL)) {
      if (path.knows.contains(part)) {
        conditions.addAll(conditions(part, alias));
      }
    }
    conditions.addAll(ends(alias));
    var decided = conditions(decidedOn(path), alias);
    return SqlText.of("SELECT " + alias + "." + column() + " AS k, " + alias + ".order_id")
        .add(decided.isEmpty() ? "" : ", ")
        .add(SqlText.join(" AND ", decided))
        .add(decided.isEmpty() ? "" : " AS decided")
        .add(" FROM " + path.table.from())
        .add(where(conditions))
        .add(inOrder(alias + "." + column(), alias + ".order_id") + " LIMIT " + limit);
  }

  /** The parts of the filter that the walk has to hold against its rows. */
  private List<Part> unknownTo(Path path) {
    return Arrays.stream(Part.values())
        .filter(part -> !path.knows.contains(part))
        .filter(part -> !conditions(part, path.table.alias).isEmpty())
        .toList();
  }

  private boolean decidesItself(Path path) {
    return decidedOn(path).equals(unknownTo(path));
  }

  /**
   * Those of them that the rows themselves decide, and without another look if it is their index.
   */
  private List<Part> decidedOn(Path path) {
    return unknownTo(path).stream().filter(path.table.decides::contains).toList();
  }

  /**
   * Whether a row {@code w} of the walk satisfies what its path does not know. A subquery that
   * gives one value is what the planner leaves in its place: behind the walk, row by row.
   */
  private SqlText passes(Path path) {
    var elsewhere = new ArrayList<>(unknownTo(path));
    boolean decided = elsewhere.removeAll(decidedOn(path));
    if (elsewhere.isEmpty()) {
      return SqlText.of("decided");
    }
    var only = elsewhere.equals(List.of(Part.TEXT)) ? Table.SEARCH : Table.VIEW;
    boolean both = only == Table.VIEW && elsewhere.contains(Part.TEXT);
    return SqlText.of((decided ? "decided AND " : "") + "(SELECT ")
        .add(SqlText.join(" AND ", conditions(elsewhere, Table.VIEW.alias)))
        .add(" FROM " + only.from())
        .add(both ? " JOIN " + Table.SEARCH.from() + " USING (order_id)" : "")
        .add(" WHERE " + only.alias + ".order_id = w.order_id)");
  }

  private List<SqlText> conditions(List<Part> parts, String alias) {
    return parts.stream().flatMap(part -> conditions(part, alias).stream()).toList();
  }

  /** Of rows with that alias; those of texts are of {@code views.order_search}'s alias always. */
  private List<SqlText> conditions(Part part, String alias) {
    return switch (part) {
      case CUSTOMER -> equal(alias + ".customer_id", filter.customerId());
      case STATUSES ->
          filter.statuses().isEmpty()
              ? List.of()
              : List.of(SqlText.of(alias + ".status = ANY (?)", (Object) statuses()));
      case PRODUCT ->
          filter.productId() == null
              ? List.of()
              : List.of(
                  SqlText.of(
                      "(SELECT true FROM views.order_product p WHERE p.product_id = ?"
                          + " AND p.placed_at = %1$s.placed_at AND p.order_id = %1$s.order_id)"
                              .formatted(alias),
                      filter.productId()));
      case REFERENCE -> equal(alias + ".reference", filter.reference());
      case PLACED -> placed(alias);
      case CURRENCY -> equal(alias + ".currency", filter.currency());
      case TOTAL -> total(alias);
      case TEXT -> text;
    };
  }

  // The rest: by the indices of the filter, in no order.

  private SqlText filtered() {
    var from = new ArrayList<Table>();
    var conditions = new ArrayList<SqlText>();
    if (filter.productId() != null) {
      from.add(Table.PRODUCT);
      conditions.addAll(equal("p.product_id", filter.productId()));
      conditions.addAll(placed("p"));
    }
    if (needsSearch()) {
      from.add(Table.SEARCH);
      conditions.addAll(
          conditions(List.of(Part.REFERENCE, Part.CURRENCY, Part.TEXT, Part.PLACED), "s"));
    }
    if (needsView()) {
      from.add(Table.VIEW);
      conditions.add(SqlText.of("a.status = ANY (?)", (Object) statuses()));
      conditions.addAll(conditions(List.of(Part.CUSTOMER, Part.TOTAL, Part.PLACED), "a"));
    }
    conditions.addAll(ends(keyAlias()));
    return SqlText.of(" FROM " + from.get(0).from())
        .add(from.size() > 1 ? " JOIN " + from.get(1).from() + " USING (order_id)" : "")
        .add(from.size() > 2 ? " JOIN " + from.get(2).from() + " USING (order_id)" : "")
        .add(where(conditions));
  }

  private boolean needsSearch() {
    return filter.reference() != null || filter.currency() != null || searchesText();
  }

  private boolean needsView() {
    return sort.field() != Field.PLACED_AT
        || filter.customerId() != null
        || !filter.statuses().isEmpty()
        || !total("a").isEmpty()
        || filter.productId() == null && !needsSearch();
  }

  /** The table that the sort key is taken from. */
  private String keyAlias() {
    return needsView() ? "a" : filter.productId() != null ? "p" : "s";
  }

  // Conditions of both.

  private boolean searchesText() {
    return !text.isEmpty();
  }

  /**
   * The states asked for: all of them when none is, so that an index that begins with it serves.
   */
  private String[] statuses() {
    return filter.statuses().isEmpty()
        ? Arrays.stream(OrderStatus.values()).map(Enum::name).toArray(String[]::new)
        : filter.statuses().stream().map(Enum::name).toArray(String[]::new);
  }

  private List<SqlText> placed(String alias) {
    var conditions = new ArrayList<SqlText>();
    if (filter.placedFrom() != null) {
      conditions.add(SqlText.of(alias + ".placed_at >= ?", filter.placedFrom()));
    }
    if (filter.placedTo() != null) {
      conditions.add(SqlText.of(alias + ".placed_at < ?", filter.placedTo()));
    }
    return conditions;
  }

  private List<SqlText> total(String alias) {
    var conditions = new ArrayList<SqlText>();
    if (filter.minTotal() != null) {
      conditions.add(SqlText.of(alias + ".total >= ?", filter.minTotal()));
    }
    if (filter.maxTotal() != null) {
      conditions.add(SqlText.of(alias + ".total <= ?", filter.maxTotal()));
    }
    return conditions;
  }

  /** Behind the one end of the stretch and in front of the other. */
  private List<SqlText> ends(String alias) {
    boolean descending = sort.direction() == Direction.DESC;
    var conditions = new ArrayList<SqlText>();
    after.ifPresent(end -> conditions.add(beyond(alias, descending ? " < " : " > ", end)));
    before.ifPresent(end -> conditions.add(beyond(alias, descending ? " > " : " < ", end)));
    return conditions;
  }

  private SqlText beyond(String alias, String comparison, OrderPosition end) {
    return sort.field() == Field.NUMBER
        ? SqlText.of(
            "(length("
                + alias
                + ".number), "
                + alias
                + ".number)"
                + comparison
                + "(length(?::text), ?)",
            end.key(),
            end.key())
        : SqlText.of(
            "(" + alias + "." + column() + ", " + alias + ".order_id)" + comparison + "(?, ?)",
            end.key(),
            end.order());
  }

  private String column() {
    return switch (sort.field()) {
      case PLACED_AT -> "placed_at";
      case UPDATED_AT -> "updated_at";
      case TOTAL -> "total";
      case NUMBER -> "number";
    };
  }

  private String inOrder(String key, String id) {
    var direction = (sort.direction() == Direction.DESC) != backwards ? " DESC" : " ASC";
    return " ORDER BY "
        + (sort.field() == Field.NUMBER
            ? "length(" + key + ")" + direction + ", " + key
            : key + direction + ", " + id)
        + direction;
  }

  private static List<SqlText> equal(String column, String value) {
    return value == null ? List.of() : List.of(SqlText.of(column + " = ?", value));
  }

  private static SqlText where(List<SqlText> conditions) {
    return SqlText.of(conditions.isEmpty() ? "" : " WHERE ").add(SqlText.join(" AND ", conditions));
  }
}
