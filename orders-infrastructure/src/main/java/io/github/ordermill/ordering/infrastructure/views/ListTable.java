package io.github.ordermill.ordering.infrastructure.views;

import java.util.Set;

/** Tables that lists of orders are read from, with their aliases in statements. */
enum ListTable {
  VIEW(
      "views.order_view",
      "a",
      Set.of(
          FilterPart.CUSTOMER,
          FilterPart.STATUSES,
          FilterPart.REFERENCE,
          FilterPart.PLACED,
          FilterPart.CURRENCY,
          FilterPart.TOTAL)),
  PRODUCT("views.order_product", "p", Set.of(FilterPart.PLACED)),
  SEARCH(
      "views.order_search",
      "s",
      Set.of(FilterPart.REFERENCE, FilterPart.PLACED, FilterPart.CURRENCY, FilterPart.TEXT));

  private final String name;
  private final String alias;
  private final Set<FilterPart> parts;

  ListTable(String name, String alias, Set<FilterPart> parts) {
    this.name = name;
    this.alias = alias;
    this.parts = parts;
  }

  String alias() {
    return alias;
  }

  /** The table and its alias, for a FROM clause. */
  String from() {
    return name + " " + alias;
  }

  /** Whether the columns of a row decide whether it satisfies that part of a filter. */
  boolean decides(FilterPart part) {
    return parts.contains(part);
  }
}
