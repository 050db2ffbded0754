package io.github.ordermill.catalog.application;

import java.util.Optional;
import java.util.UUID;

/** Finder of products in their view. */
public interface ProductViews {

  Optional<ProductView> find(UUID id);
}
