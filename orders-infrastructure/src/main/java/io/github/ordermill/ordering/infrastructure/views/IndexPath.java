package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.shared.infrastructure.database.SqlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * An index in the sort order of a list, and the scan along it.
 *
 * @param byStatus whether the status precedes the sort key in the index
 * @param prefix the condition on the columns before that, or null
 * @param satisfied the parts of the filter that the conditions of the scan satisfy
 */
record IndexPath(
    ListSort sort,
    FilterConditions conditions,
    ListTable table,
    boolean byStatus,
    SqlText prefix,
    Set<FilterPart> satisfied) {

  /** The index that satisfies most of a filter. */
  static IndexPath of(ListSort sort, FilterConditions conditions) {
    return switch (sort.field()) {
      case PLACED_AT -> byPlacingTime(sort, conditions);
      case UPDATED_AT ->
          new IndexPath(sort, conditions, ListTable.VIEW, true, null, Set.of(FilterPart.STATUSES));
      case TOTAL ->
          new IndexPath(
              sort,
              conditions,
              ListTable.VIEW,
              true,
              null,
              Set.of(FilterPart.STATUSES, FilterPart.TOTAL));
      case NUMBER -> new IndexPath(sort, conditions, ListTable.VIEW, false, null, Set.of());
    };
  }

  private static IndexPath byPlacingTime(ListSort sort, FilterConditions conditions) {
    var filter = conditions.filter();
    if (filter.customerId() != null) {
      return new IndexPath(
          sort,
          conditions,
          ListTable.VIEW,
          true,
          SqlText.of("a.customer_id = ?", filter.customerId()),
          Set.of(FilterPart.CUSTOMER, FilterPart.STATUSES, FilterPart.PLACED));
    }
    if (filter.productId() != null) {
      return new IndexPath(
          sort,
          conditions,
          ListTable.PRODUCT,
          false,
          SqlText.of("p.product_id = ?", filter.productId()),
          Set.of(FilterPart.PRODUCT, FilterPart.PLACED));
    }
    if (filter.reference() != null) {
      return new IndexPath(
          sort,
          conditions,
          ListTable.SEARCH,
          false,
          SqlText.of("s.reference = ?", filter.reference()),
          Set.of(FilterPart.REFERENCE, FilterPart.PLACED));
    }
    if (filter.currency() != null) {
      return new IndexPath(
          sort,
          conditions,
          ListTable.SEARCH,
          false,
          SqlText.of("s.currency = ?", filter.currency()),
          Set.of(FilterPart.CURRENCY, FilterPart.PLACED));
    }
    if (conditions.searchesText() && filter.statuses().isEmpty()) {
      return new IndexPath(
          sort, conditions, ListTable.SEARCH, false, null, Set.of(FilterPart.PLACED));
    }
    return new IndexPath(
        sort,
        conditions,
        ListTable.VIEW,
        true,
        null,
        Set.of(FilterPart.STATUSES, FilterPart.PLACED));
  }

  /** Whether every row of the scan satisfies the filter. */
  boolean satisfiesFilter() {
    return remaining().isEmpty();
  }

  /** Whether the rows of the scan themselves decide the rest of the filter. */
  boolean decidesFilter() {
    return decided().equals(remaining());
  }

  private List<FilterPart> remaining() {
    return Arrays.stream(FilterPart.values())
        .filter(part -> !satisfied.contains(part))
        .filter(conditions::has)
        .toList();
  }

  private List<FilterPart> decided() {
    return remaining().stream().filter(table::decides).toList();
  }

  /**
   * The scan: columns {@code k} (sort key) and {@code order_id}, and {@code decided} where rows
   * decide parts of the filter. With a status in the index, one range for each is read and merged,
   * so that none is read further than needed.
   */
  SqlText indexScan(long limit) {
    if (!byStatus) {
      return range(null, limit);
    }
    var ranges =
        Arrays.stream(conditions.statuses())
            .map(status -> SqlText.of("(").add(range(status, limit)).add(")"))
            .toList();
    return SqlText.of("SELECT * FROM (")
        .add(SqlText.join(" UNION ALL ", ranges))
        .add(") r" + sort.orderBy("k", "order_id") + " LIMIT " + limit);
  }

  private SqlText range(String status, long limit) {
    var alias = table.alias();
    var range = new ArrayList<SqlText>();
    if (prefix != null) {
      range.add(prefix);
    }
    if (status != null) {
      range.add(SqlText.of(alias + ".status = ?", status));
    }
    for (var part : List.of(FilterPart.PLACED, FilterPart.TOTAL)) {
      if (satisfied.contains(part)) {
        range.addAll(conditions.of(part, alias));
      }
    }
    range.addAll(sort.bounds(alias));
    var decided = conditions.of(decided(), alias);
    return SqlText.of("SELECT " + alias + "." + sort.column() + " AS k, " + alias + ".order_id")
        .add(decided.isEmpty() ? "" : ", ")
        .add(SqlText.join(" AND ", decided))
        .add(decided.isEmpty() ? "" : " AS decided")
        .add(" FROM " + table.from())
        .add(FilterConditions.where(range))
        .add(sort.orderBy(alias + "." + sort.column(), alias + ".order_id") + " LIMIT " + limit);
  }

  /**
   * Whether a row {@code w} of the scan satisfies the rest of the filter. What its columns do not
   * decide is a scalar subquery, which the planner leaves in its place: after the scan, row by row.
   */
  SqlText passes() {
    var lookedUp = new ArrayList<>(remaining());
    boolean decided = lookedUp.removeAll(decided());
    if (lookedUp.isEmpty()) {
      return SqlText.of("decided");
    }
    var only = lookedUp.equals(List.of(FilterPart.TEXT)) ? ListTable.SEARCH : ListTable.VIEW;
    boolean both = only == ListTable.VIEW && lookedUp.contains(FilterPart.TEXT);
    return SqlText.of((decided ? "decided AND " : "") + "(SELECT ")
        .add(SqlText.join(" AND ", conditions.of(lookedUp, ListTable.VIEW.alias())))
        .add(" FROM " + only.from())
        .add(both ? " JOIN " + ListTable.SEARCH.from() + " USING (order_id)" : "")
        .add(" WHERE " + only.alias() + ".order_id = w.order_id)");
  }
}
