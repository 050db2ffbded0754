package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.listing.OrderSort.Field;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import java.util.ArrayList;
import java.util.List;

/** The scan of the orders that satisfy a filter by the indexes of the filter, unsorted. */
record FilterScan(ListSort sort, FilterConditions conditions) {

  /** Columns {@code k} (sort key) and {@code order_id} of the orders. */
  SqlText filterScan() {
    return SqlText.of("SELECT " + keyAlias() + "." + sort.column() + " AS k, ")
        .add(keyAlias() + ".order_id")
        .add(from());
  }

  SqlText count() {
    return SqlText.of("SELECT count(*)").add(from());
  }

  private SqlText from() {
    var filter = conditions.filter();
    var tables = new ArrayList<ListTable>();
    var where = new ArrayList<SqlText>();
    if (filter.productId() != null) {
      tables.add(ListTable.PRODUCT);
      where.addAll(FilterConditions.equal("p.product_id", filter.productId()));
      where.addAll(conditions.of(FilterPart.PLACED, "p"));
    }
    if (needsSearch()) {
      tables.add(ListTable.SEARCH);
      where.addAll(
          conditions.of(
              List.of(
                  FilterPart.REFERENCE, FilterPart.CURRENCY, FilterPart.TEXT, FilterPart.PLACED),
              "s"));
    }
    if (needsView()) {
      tables.add(ListTable.VIEW);
      where.add(SqlText.of("a.status = ANY (?)", (Object) conditions.statuses()));
      where.addAll(
          conditions.of(List.of(FilterPart.CUSTOMER, FilterPart.TOTAL, FilterPart.PLACED), "a"));
    }
    where.addAll(sort.bounds(keyAlias()));
    return SqlText.of(" FROM " + tables.get(0).from())
        .add(tables.size() > 1 ? " JOIN " + tables.get(1).from() + " USING (order_id)" : "")
        .add(tables.size() > 2 ? " JOIN " + tables.get(2).from() + " USING (order_id)" : "")
        .add(FilterConditions.where(where));
  }

  private boolean needsSearch() {
    return conditions.has(FilterPart.REFERENCE)
        || conditions.has(FilterPart.CURRENCY)
        || conditions.searchesText();
  }

  private boolean needsView() {
    return sort.field() != Field.PLACED_AT
        || conditions.has(FilterPart.CUSTOMER)
        || conditions.has(FilterPart.STATUSES)
        || conditions.has(FilterPart.TOTAL)
        || !conditions.has(FilterPart.PRODUCT) && !needsSearch();
  }

  /** The alias of the table that the sort key is taken from. */
  private String keyAlias() {
    return needsView() ? "a" : conditions.has(FilterPart.PRODUCT) ? "p" : "s";
  }
}
