package io.github.ordermill.catalog.application;

import io.github.ordermill.catalog.domain.Product;
import io.github.ordermill.catalog.domain.ProductId;
import io.github.ordermill.shared.application.CommandHandler;
import io.github.ordermill.shared.application.Receipt;
import jakarta.inject.Inject;
import java.time.Clock;

class RegisterProductHandler implements CommandHandler<RegisterProduct> {

  private final Products products;
  private final ProductEvents events;
  private final Clock clock;

  @Inject
  RegisterProductHandler(Products products, ProductEvents events, Clock clock) {
    this.products = products;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Receipt handle(RegisterProduct command) {
    var now = clock.instant();
    var registered = Product.register(ProductId.next(now), command.name(), now);
    products.add(new Product(registered));
    return events.append(registered);
  }
}
