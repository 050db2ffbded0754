package io.github.ordermill.catalog.application;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

class GetProductHandler implements QueryHandler<GetProduct, Optional<ProductView>> {

  private final ProductViews products;

  @Inject
  GetProductHandler(ProductViews products) {
    this.products = products;
  }

  @Override
  public Optional<ProductView> handle(GetProduct query) {
    return products.find(UUID.fromString(query.id()));
  }
}
