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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a PostgreSQL is asked while this is open: each statement with its parameters, by
 * transaction. The server itself tells it, in its log, so nothing that it carries out is missed.
 */
public final class StatementLog implements AutoCloseable {

  private static final long START_MILLIS = 10_000;

  /** One message of the log: which transaction of which session, and what. */
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

  /** A statement as it was carried out; parameters as the log shows them, empty when none. */
  public record Statement(String sql, String parameters) {

    /** Whether it only marks the bounds of a transaction. */
    public boolean isBracket() {
      return sql.equals("BEGIN") || isCommit();
    }

    public boolean isCommit() {
      return sql.equals("COMMIT");
    }
  }

  /** Begins to log all statements of all sessions. */
  public static StatementLog of(PostgresServer database) {
    try {
      var admin =
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres", "postgres", "");
      var log = new StatementLog(database.log(), admin, Files.size(database.log()));
      log.open();
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL does not log statements", e);
    }
  }

  private void open() throws SQLException {
    execute("ALTER SYSTEM SET log_line_prefix = '~%p %v~ '");
    execute("ALTER SYSTEM SET log_statement = 'all'");
    execute("SELECT pg_reload_conf()");
    var mark = "SELECT '" + UUID.randomUUID() + "'";
    var deadline = System.nanoTime() + START_MILLIS * 1_000_000;
    do {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("PostgreSQL does not log statements");
      }
      Polling.millis(10);
      execute(mark);
    } while (!read().contains(mark));
  }

  /** What has been asked so far, a list of statements per transaction. */
  public List<List<Statement>> transactions() {
    Map<String, List<Statement>> transactions = new LinkedHashMap<>();
    List<Statement> current = List.of();
    var messages = MESSAGE.matcher(read());
    while (messages.find()) {
      var text = messages.group("text").strip();
      var statement = STATEMENT.matcher(text);
      if (messages.group("kind").equals("LOG") && statement.matches()) {
        current =
            transactions.computeIfAbsent(messages.group("transaction"), key -> new ArrayList<>());
        current.add(new Statement(statement.group("sql").strip(), ""));
      } else if (messages.group("kind").equals("DETAIL")) {
        // Of the same session: the server writes statement and parameters in one piece.
        var last = current.size() - 1;
        current.set(last, new Statement(current.get(last).sql(), text));
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

  /** Logs as before. */
  @Override
  public void close() {
    try (admin) {
      execute("ALTER SYSTEM RESET log_statement");
      execute("ALTER SYSTEM RESET log_line_prefix");
      execute("SELECT pg_reload_conf()");
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL goes on logging statements", e);
    }
  }
}
