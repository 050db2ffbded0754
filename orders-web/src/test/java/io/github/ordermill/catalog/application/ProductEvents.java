package io.github.ordermill.catalog.application;

import io.github.ordermill.catalog.domain.ProductEvent;
import io.github.ordermill.shared.application.Receipt;

/** Event log of all products. */
public interface ProductEvents {

  /** Appends an event in the transaction of the command. */
  Receipt append(ProductEvent event);
}
