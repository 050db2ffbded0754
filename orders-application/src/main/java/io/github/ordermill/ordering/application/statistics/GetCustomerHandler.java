package io.github.ordermill.ordering.application.statistics;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.Optional;

class GetCustomerHandler implements QueryHandler<GetCustomer, Optional<CustomerView>> {

  private final CustomerViews customers;

  @Inject
  GetCustomerHandler(CustomerViews customers) {
    this.customers = customers;
  }

  @Override
  public Optional<CustomerView> handle(GetCustomer query) {
    return customers.find(query.id());
  }
}
