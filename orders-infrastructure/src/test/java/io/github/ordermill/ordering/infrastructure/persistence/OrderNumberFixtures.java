package io.github.ordermill.ordering.infrastructure.persistence;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;

/** The sequence of order numbers, without a container. */
public final class OrderNumberFixtures {

  private OrderNumberFixtures() {}

  /** A new number, taken as the application does, in the transaction of a command. */
  public static long take(Connection command) {
    return SequenceOrderNumbers.next(command);
  }

  /** Makes the sequence continue after all numbers that tests choose by themselves. */
  public static void skipChosenNumbers(Connection connection) {
    Sql.query(
        connection, "SELECT setval('ordering.order_number', 9999999999)", row -> row.getLong(1));
  }
}
