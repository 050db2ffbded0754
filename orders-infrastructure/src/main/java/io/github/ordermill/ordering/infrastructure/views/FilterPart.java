package io.github.ordermill.ordering.infrastructure.views;

/** Parts of an order filter: a component, or the two limits of a range. */
enum FilterPart {
  CUSTOMER,
  STATUSES,
  PRODUCT,
  REFERENCE,
  PLACED,
  CURRENCY,
  TOTAL,
  TEXT
}
