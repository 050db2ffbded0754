package io.github.ordermill.shared.infrastructure.database;

import java.sql.SQLException;

/** The database refused a statement, or is not there. */
public final class SqlFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What the driver said. */
  public SqlFailed(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /** The five characters by which the database classes the fault, or null. */
  public String state() {
    return ((SQLException) getCause()).getSQLState();
  }
}
