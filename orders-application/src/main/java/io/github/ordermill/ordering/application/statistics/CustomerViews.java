package io.github.ordermill.ordering.application.statistics;

import java.util.Optional;

/** Finder of the customers' statistics. */
public interface CustomerViews {

  /** The statistics of a customer; empty if the view contains no order of the customer. */
  Optional<CustomerView> find(String customerId);
}
