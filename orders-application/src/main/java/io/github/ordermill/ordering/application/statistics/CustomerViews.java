package io.github.ordermill.ordering.application.statistics;

import java.util.Optional;

/** All customers who have ordered, on the reading side. */
public interface CustomerViews {

  /** The customer with that identity; empty if no order of theirs is known. */
  Optional<CustomerView> find(String customerId);
}
