package io.github.ordermill.shared.infrastructure.database;

import io.github.ordermill.shared.application.Deadline;
import io.github.ordermill.shared.application.DeadlineExceeded;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.postgresql.PGStatement;

/**
 * Plain SQL on a connection of the caller's. A statement is cancelled when the {@link Deadline} of
 * its thread expires.
 */
public final class Sql {

  /** See <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">codes</a>. */
  private static final String QUERY_CANCELED = "57014";

  private static final int PORTION = 20;

  private static final Map<Class<?>, String> ARRAYS_OF =
      Map.of(
          String.class, "text",
          UUID.class, "uuid",
          Integer.class, "int4",
          Long.class, "int8",
          BigDecimal.class, "numeric",
          Instant.class, "timestamptz",
          LocalDate.class, "date");

  private Sql() {}

  /** Reads the current row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Runs a query and reads its rows. Parameters are set by {@code setObject}; instants and arrays
   * are converted before.
   *
   * @throws SqlFailed if the statement fails
   * @throws DeadlineExceeded if the deadline expires before the last row is read
   */
  public static <T> List<T> query(
      Connection connection, String sql, RowReader<T> reader, Object... parameters) {
    return query(connection, SqlText.of(sql, parameters), reader);
  }

  /**
   * Runs a composed query and reads its rows.
   *
   * @throws SqlFailed if the statement fails
   * @throws DeadlineExceeded if the deadline expires before the last row is read
   */
  public static <T> List<T> query(Connection connection, SqlText sql, RowReader<T> reader) {
    try (var statement = prepare(connection, sql.text(), sql.parameters())) {
      if (sql.isPlannedAnew()) {
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      }
      try (var rows = statement.executeQuery()) {
        var result = new ArrayList<T>();
        while (rows.next()) {
          result.add(reader.read(rows));
        }
        return result;
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Runs a query and reads its rows in portions of {@value #PORTION}, so that no more are in memory
   * than {@code next} accepts: for rows of a size that clients decide. To be called in a
   * transaction: in auto-commit mode the driver reads all rows at once.
   *
   * @param next reads the current row; false to stop
   * @throws SqlFailed if the statement fails
   */
  public static void portions(
      Connection connection, String sql, RowReader<Boolean> next, Object... parameters) {
    try (var statement = prepare(connection, sql, parameters)) {
      statement.setFetchSize(PORTION);
      try (var rows = statement.executeQuery()) {
        boolean more = true;
        while (more && rows.next()) {
          more = next.read(rows);
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Runs a statement that changes rows.
   *
   * @return number of rows changed
   * @throws SqlFailed if the statement fails
   */
  public static int update(Connection connection, String sql, Object... parameters) {
    try (var statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Runs one statement for many rows, with an array per column: {@code INSERT … SELECT * FROM
   * unnest(?, ?)}. The text does not depend on the number of rows, so that it is parsed and planned
   * once, unlike a list of {@code VALUES}. Does nothing without rows.
   *
   * @param rows all of the same length; the values of a column are of one type, or null. A column
   *     of nulls only is sent as text, so that a nullable column of another type needs a cast:
   *     {@code ?::uuid[]}
   * @throws IllegalArgumentException for values other than String, UUID, Integer, Long, BigDecimal,
   *     Instant and LocalDate
   * @throws SqlFailed if the statement fails
   */
  public static void batch(Connection connection, String sql, List<Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    var columns = new Object[rows.get(0).length];
    for (int i = 0; i < columns.length; i++) {
      int column = i;
      columns[i] = ofOneType(rows.stream().map(row -> row[column]).toArray());
    }
    update(connection, sql, columns);
  }

  // getObject(column, type) is avoided: the container's result sets look it up by reflection on
  // every call.

  /** Value of a timestamptz column, or null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  /** Value of a uuid column, or null. */
  public static UUID uuid(ResultSet row, String column) throws SQLException {
    return (UUID) row.getObject(column);
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    var deadline = Deadline.current();
    deadline.ifPresent(Deadline::check);
    var statement = connection.prepareStatement(sql);
    try {
      if (deadline.isPresent()) {
        statement.setQueryTimeout(1 + (int) deadline.get().left().toSeconds());
      }
      set(connection, statement, parameters);
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static RuntimeException failed(SQLException e) {
    return QUERY_CANCELED.equals(e.getSQLState()) && Deadline.current().isPresent()
        ? new DeadlineExceeded(e)
        : new SqlFailed(e);
  }

  private static void set(Connection connection, PreparedStatement statement, Object[] parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, column(connection, parameters[i]));
    }
  }

  private static Object column(Connection connection, Object value) throws SQLException {
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    if (value instanceof Object[] array) {
      var type = ARRAYS_OF.get(array.getClass().getComponentType());
      if (type == null) {
        throw new IllegalArgumentException("no column of " + array.getClass().getComponentType());
      }
      return connection.createArrayOf(type, array);
    }
    return value;
  }

  /** Copies into an array of the values' type, whose elements the driver need not escape. */
  private static Object[] ofOneType(Object[] values) {
    Object some = Arrays.stream(values).filter(Objects::nonNull).findFirst().orElse("");
    var typed = (Object[]) Array.newInstance(some.getClass(), values.length);
    System.arraycopy(values, 0, typed, 0, values.length);
    return typed;
  }
}
