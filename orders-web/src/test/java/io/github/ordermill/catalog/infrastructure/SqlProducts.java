package io.github.ordermill.catalog.infrastructure;

import io.github.ordermill.catalog.application.Products;
import io.github.ordermill.catalog.domain.Product;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;

/**
 * Products in the table {@code catalog.product}, on the connection of the command's transaction.
 */
@ApplicationScoped
class SqlProducts implements Products {

  @PersistenceContext(unitName = "orders")
  EntityManager entities;

  @Override
  public void add(Product product) {
    Sql.update(
        entities.unwrap(Connection.class),
        "INSERT INTO catalog.product (id, version, name) VALUES (?, ?, ?)",
        product.id().value(),
        product.version(),
        product.name());
  }
}
