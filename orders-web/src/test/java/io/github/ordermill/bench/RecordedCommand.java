package io.github.ordermill.bench;

import io.github.ordermill.bench.load.SampleData;
import io.github.ordermill.launcher.StatementLog.LoggedStatement;
import io.github.ordermill.shared.domain.UuidV7;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Statements of one {@code placeOrder} as logged by PostgreSQL, replayed for other orders with the
 * same SQL and varied values.
 */
final class RecordedCommand {

  private static final Pattern PARAMETER =
      Pattern.compile("\\$\\d+ = (?:NULL|'((?:[^']|'')*)')", Pattern.DOTALL);
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\d+");

  private static final String TIMESTAMP =
      "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?[+-]\\d\\d(?::?\\d\\d)?";

  /** Text that differs between orders: ids, order number, timestamps, placeholders. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
              + "|\\bO-\\d{8}\\b|"
              + TIMESTAMP
              + SampleData.PLACEHOLDERS.stream()
                  .map(word -> "|\\b" + Pattern.quote(word) + "\\b")
                  .collect(Collectors.joining()));

  private static final int NUMBER_INDEX = SampleData.PLACEHOLDERS.size();
  private static final int PLACED_AT_INDEX = NUMBER_INDEX + 1;

  private static final String NEXT_NUMBER = "SELECT nextval('ordering.order_number')";

  /** The time of an event, which is a parameter here, since data are loaded for past days. */
  private static final String TIME_OF_EVENT = "clock_timestamp() FROM announced";

  /**
   * Parameter value: literals with a variable between each two of them.
   *
   * @param variableIndexes indexes into the values of an order
   */
  private record ValueTemplate(List<String> literals, List<Integer> variableIndexes) {

    String with(String[] variables) {
      if (variableIndexes.isEmpty()) {
        return literals.get(0);
      }
      var text = new StringBuilder(literals.get(0));
      for (int i = 0; i < variableIndexes.size(); i++) {
        text.append(variables[variableIndexes.get(i)]).append(literals.get(i + 1));
      }
      return text.toString();
    }
  }

  /** Statement with parameters; a null template is SQL NULL. */
  private record RecordedStatement(String sql, List<ValueTemplate> parameters) {}

  private final List<RecordedStatement> statements = new ArrayList<>();

  /** Variables: placeholders, order number, placing time, then ids in the order of recording. */
  private final List<String> variables = new ArrayList<>(SampleData.PLACEHOLDERS);

  /** Creates a command from the statements of its transaction. */
  RecordedCommand(List<LoggedStatement> transaction) {
    variables.addAll(List.of("number", "placed at"));
    for (var statement : transaction) {
      if (!statement.isTransactionControl() && !statement.sql().contains("nextval")) {
        var sql = PLACEHOLDER.matcher(statement.sql()).replaceAll("?");
        var parameters = parameters(statement.parameters());
        if (sql.contains(TIME_OF_EVENT)) {
          sql = sql.replace(TIME_OF_EVENT, "?::timestamptz FROM announced");
          parameters.add(new ValueTemplate(List.of("", ""), List.of(PLACED_AT_INDEX)));
        }
        statements.add(new RecordedStatement(sql, parameters));
      }
    }
  }

  private List<ValueTemplate> parameters(String detail) {
    var templates = new ArrayList<ValueTemplate>();
    var parameters = PARAMETER.matcher(detail);
    while (parameters.find()) {
      var text = parameters.group(1);
      templates.add(text == null ? null : value(text.replace("''", "'")));
    }
    return templates;
  }

  private ValueTemplate value(String text) {
    var literals = new ArrayList<String>();
    var variableIndexes = new ArrayList<Integer>();
    var matcher = VARIABLE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      literals.add(text.substring(end, matcher.start()));
      variableIndexes.add(indexOf(matcher.group()));
      end = matcher.end();
    }
    literals.add(text.substring(end));
    return new ValueTemplate(literals, variableIndexes);
  }

  private int indexOf(String text) {
    if (text.startsWith("O-")) {
      return NUMBER_INDEX;
    }
    if (text.matches(TIMESTAMP)) {
      return PLACED_AT_INDEX;
    }
    if (!variables.contains(text)) {
      variables.add(text);
    }
    return variables.indexOf(text);
  }

  /** Replays the command on one connection with prepared statements. */
  final class Replay implements AutoCloseable {

    private final Connection connection;
    private final List<PreparedStatement> prepared = new ArrayList<>();
    private final PreparedStatement nextNumber;
    private final SampleData sampleData;

    /**
     * Prepares the statements.
     *
     * @param connection closed together with this
     * @param seed of the varied values
     */
    Replay(Connection connection, long seed) throws SQLException {
      this.connection = connection;
      this.sampleData = new SampleData(seed);
      connection.setAutoCommit(false);
      for (var statement : statements) {
        prepared.add(connection.prepareStatement(statement.sql()));
      }
      nextNumber = connection.prepareStatement(NEXT_NUMBER);
    }

    /** Executes the command without commit, for an order placed now. */
    void execute() throws SQLException {
      execute(Instant.now());
    }

    /** Executes the command without commit. */
    void execute(Instant placedAt) throws SQLException {
      var values = Arrays.copyOf(sampleData.next(), variables.size());
      values[NUMBER_INDEX] = padded("O-", nextNumber(), 8);
      values[PLACED_AT_INDEX] = placedAt.truncatedTo(ChronoUnit.MILLIS).toString();
      var now = Instant.now();
      for (int i = PLACED_AT_INDEX + 1; i < values.length; i++) {
        values[i] = UuidV7.at(now).toString();
      }
      for (int i = 0; i < statements.size(); i++) {
        execute(prepared.get(i), statements.get(i).parameters(), values);
      }
    }

    private void execute(
        PreparedStatement statement, List<ValueTemplate> parameters, String[] values)
        throws SQLException {
      for (int i = 0; i < parameters.size(); i++) {
        var value = parameters.get(i);
        statement.setString(i + 1, value == null ? null : value.with(values));
      }
      statement.execute();
    }

    private long nextNumber() throws SQLException {
      try (var row = nextNumber.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }

    void commit() throws SQLException {
      connection.commit();
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException ignored) {
        // The connection is discarded anyway.
      }
    }
  }

  private static String padded(String prefix, long number, int width) {
    var digits = Long.toString(number);
    return prefix + "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
