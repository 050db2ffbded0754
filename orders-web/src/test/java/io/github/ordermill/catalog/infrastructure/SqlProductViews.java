package io.github.ordermill.catalog.infrastructure;

import io.github.ordermill.catalog.application.ProductView;
import io.github.ordermill.catalog.application.ProductViews;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Reads {@code views.product_view}. */
@ApplicationScoped
class SqlProductViews implements ProductViews {

  private Database database;

  /** For CDI only. */
  protected SqlProductViews() {}

  @Inject
  SqlProductViews(Database database) {
    this.database = database;
  }

  @Override
  public Optional<ProductView> find(UUID id) {
    return database
        .read(
            connection ->
                Sql.query(
                    connection,
                    """
                    SELECT product_id, version, name, registered_at
                    FROM views.product_view WHERE product_id = ?
                    """,
                    row ->
                        new ProductView(
                            Sql.uuid(row, "product_id"),
                            row.getInt("version"),
                            row.getString("name"),
                            Sql.instant(row, "registered_at")),
                    id))
        .stream()
        .findFirst();
  }
}
