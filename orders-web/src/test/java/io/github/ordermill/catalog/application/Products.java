package io.github.ordermill.catalog.application;

import io.github.ordermill.catalog.domain.Product;

/** Repository of the aggregate {@link Product}. */
public interface Products {

  /** Adds a new product; it is stored when the transaction commits. */
  void add(Product product);
}
