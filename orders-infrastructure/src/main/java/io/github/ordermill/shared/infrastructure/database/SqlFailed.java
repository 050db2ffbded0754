package io.github.ordermill.shared.infrastructure.database;

import java.sql.SQLException;

/** A statement failed. */
public final class SqlFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Wraps the exception of the driver. */
  public SqlFailed(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /** SQL state, five characters, or null. */
  public String state() {
    return ((SQLException) getCause()).getSQLState();
  }
}
