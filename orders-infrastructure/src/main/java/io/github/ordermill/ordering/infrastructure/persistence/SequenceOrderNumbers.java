package io.github.ordermill.ordering.infrastructure.persistence;

import io.github.ordermill.ordering.application.placing.OrderNumbers;
import io.github.ordermill.ordering.domain.OrderNumber;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;

/**
 * Assigns order numbers from a database sequence, in blocks of 50, so that one command in fifty
 * queries it. Numbers left over when the application stops are not used.
 */
@ApplicationScoped
class SequenceOrderNumbers implements OrderNumbers {

  /** The increment of the sequence. */
  private static final int BLOCK_SIZE = 50;

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
      end = next + BLOCK_SIZE;
    }
    return OrderNumber.of(next++);
  }
}
