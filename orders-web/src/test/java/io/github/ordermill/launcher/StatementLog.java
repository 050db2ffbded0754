package io.github.ordermill.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Records the SQL statements that PostgreSQL executes while this is open, with parameters, grouped
 * by transaction. The source is the log of the server, so that no statement is missed.
 */
public final class StatementLog implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  /** One log message: backend process and transaction, severity, text. */
  private static final Pattern MESSAGE =
      Pattern.compile(
          "^~(?<transaction>\\d+ \\d+/\\d+)~ (?<kind>\\w+):  (?<text>.*(?:\\n(?!~).*)*)",
          Pattern.MULTILINE);

  private static final Pattern STATEMENT =
      Pattern.compile("^(?:statement|execute [^:]+): (?<sql>.*)$", Pattern.DOTALL);

  private final Path log;
  private final Connection admin;
  private final long begin;

  private StatementLog(Path log, Connection admin, long begin) {
    this.log = log;
    this.admin = admin;
    this.begin = begin;
  }

  /**
   * Executed statement.
   *
   * @param parameters as the log prints them; empty if none
   */
  public record LoggedStatement(String sql, String parameters) {

    /** Whether the statement begins or commits a transaction. */
    public boolean isTransactionControl() {
      return sql.equals("BEGIN") || isCommit();
    }

    public boolean isCommit() {
      return sql.equals("COMMIT");
    }
  }

  /** Enables statement logging for all sessions. */
  public static StatementLog open(PostgresServer database) {
    try {
      var admin =
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres",
              "postgres",
              database.password());
      var log = new StatementLog(database.log(), admin, Files.size(database.log()));
      log.enable();
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL does not log statements", e);
    }
  }

  private void enable() throws SQLException {
    execute("ALTER SYSTEM SET log_line_prefix = '~%p %v~ '");
    execute("ALTER SYSTEM SET log_statement = 'all'");
    execute("SELECT pg_reload_conf()");
    var mark = "SELECT '" + UUID.randomUUID() + "'";
    if (!Polling.until(() -> isLogged(mark), START_TIMEOUT, POLL_INTERVAL)) {
      throw new IllegalStateException("PostgreSQL does not log statements");
    }
  }

  private boolean isLogged(String statement) {
    try {
      execute(statement);
      return read().contains(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL does not log statements", e);
    }
  }

  /** Statements executed so far, one list per transaction. */
  public List<List<LoggedStatement>> transactions() {
    Map<String, List<LoggedStatement>> transactions = new LinkedHashMap<>();
    List<LoggedStatement> current = List.of();
    var messages = MESSAGE.matcher(read());
    while (messages.find()) {
      var text = messages.group("text").strip();
      var statement = STATEMENT.matcher(text);
      if (messages.group("kind").equals("LOG") && statement.matches()) {
        current =
            transactions.computeIfAbsent(messages.group("transaction"), key -> new ArrayList<>());
        current.add(new LoggedStatement(statement.group("sql").strip(), ""));
      } else if (messages.group("kind").equals("DETAIL")) {
        // Follows its statement directly: the server writes both in one log entry.
        var last = current.size() - 1;
        current.set(last, new LoggedStatement(current.get(last).sql(), text));
      }
    }
    return List.copyOf(transactions.values());
  }

  private String read() {
    try (var file = Files.newByteChannel(log)) {
      file.position(begin);
      return new String(Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = admin.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Resets logging to the previous settings. */
  @Override
  public void close() {
    try (admin) {
      execute("ALTER SYSTEM RESET log_statement");
      execute("ALTER SYSTEM RESET log_line_prefix");
      execute("SELECT pg_reload_conf()");
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL did not reset statement logging", e);
    }
  }
}
