package io.github.ordermill.ordering.infrastructure.persistence;

import io.github.ordermill.ordering.application.placing.OrderNumbers;
import io.github.ordermill.ordering.domain.OrderNumber;
import io.github.ordermill.shared.infrastructure.database.Announcement;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;

/**
 * Assigns order numbers from a database sequence, one per command. The number of a command that
 * fails afterwards is not used.
 */
@ApplicationScoped
public class SequenceOrderNumbers implements OrderNumbers {

  private static final Announcement TAKING = new Announcement(2);

  /** Announces that a number above the last one is going to be taken, then takes it. */
  private static final String NEXT =
      """
      WITH announced AS MATERIALIZED (SELECT %s FROM ordering.order_number)
      SELECT nextval('ordering.order_number') FROM announced
      """
          .formatted(TAKING.sql("last_value"));

  @PersistenceContext(unitName = "orders")
  EntityManager entities;

  @Override
  public OrderNumber next() {
    return OrderNumber.of(next(entities.unwrap(Connection.class)));
  }

  static long next(Connection connection) {
    return Sql.query(connection, NEXT, row -> row.getLong(1)).get(0);
  }

  /**
   * The number up to which, inclusive, numbers are settled: none of them is held by a transaction
   * that will commit after this call.
   */
  public static long settledTo(Connection connection) {
    long last =
        Sql.query(connection, "SELECT last_value FROM ordering.order_number", row -> row.getLong(1))
            .get(0);
    return TAKING.lowest(connection, last);
  }
}
