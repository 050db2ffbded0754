package io.github.ordermill.ordering.infrastructure.persistence;

import io.github.ordermill.ordering.application.placing.OrderNumbers;
import io.github.ordermill.ordering.domain.OrderNumber;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;

/**
 * Takes blocks of 50 numbers from a database sequence, so that one command in fifty asks for some.
 * What is left of a block when the application ends is never used.
 */
@ApplicationScoped
class SequenceOrderNumbers implements OrderNumbers {

  /** As the sequence is defined: INCREMENT BY 50. */
  private static final int BLOCK = 50;

  @PersistenceContext(unitName = "orders")
  EntityManager entities;

  private long next;
  private long end;

  @Override
  public synchronized OrderNumber next() {
    if (next == end) {
      next =
          Sql.query(
                  entities.unwrap(Connection.class),
                  "SELECT nextval('ordering.order_number')",
                  row -> row.getLong(1))
              .get(0);
      end = next + BLOCK;
    }
    return OrderNumber.of(next++);
  }
}
