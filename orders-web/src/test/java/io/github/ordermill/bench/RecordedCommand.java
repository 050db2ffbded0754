package io.github.ordermill.bench;

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
 * The statements of one {@code placeOrder} as the application has sent them, to be carried out
 * again for other orders: same SQL, and values that differ as those of other orders do.
 */
final class RecordedCommand {

  private static final Pattern PARAMETER =
      Pattern.compile("\\$\\d+ = (?:NULL|'((?:[^']|'')*)')", Pattern.DOTALL);
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\d+");

  private static final String TIME =
      "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?[+-]\\d\\d(?::?\\d\\d)?";

  /** What is another in each order. */
  private static final Pattern CHANGING =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
              + "|\\bO-\\d{8}\\b|"
              + TIME
              + SampleData.WORDS.stream()
                  .map(word -> "|\\b" + Pattern.quote(word) + "\\b")
                  .collect(Collectors.joining()));

  private static final int NUMBER = SampleData.WORDS.size();
  private static final int PLACED_AT = NUMBER + 1;

  /** Numbers are taken from the sequence in blocks, as the application does. */
  private static final int BLOCK = 50;

  private static final String NEXT_BLOCK = "SELECT nextval('ordering.order_number')";

  /** Text with a gap after each piece but the last; a gap is the index of what comes there. */
  private record Value(List<String> pieces, List<Integer> gaps) {

    String with(String[] changing) {
      if (gaps.isEmpty()) {
        return pieces.get(0);
      }
      var text = new StringBuilder(pieces.get(0));
      for (int i = 0; i < gaps.size(); i++) {
        text.append(changing[gaps.get(i)]).append(pieces.get(i + 1));
      }
      return text.toString();
    }
  }

  /** A statement and its parameters; null for NULL. */
  private record Step(String sql, List<Value> parameters) {}

  private final List<Step> steps = new ArrayList<>();

  /** What changes: words, then number and time, then identities as they were recorded. */
  private final List<String> changing = new ArrayList<>(SampleData.WORDS);

  /** From the statements of one transaction. */
  RecordedCommand(List<LoggedStatement> transaction) {
    changing.addAll(List.of("number", "placed at"));
    for (var statement : transaction) {
      if (!statement.isTransactionControl() && !statement.sql().contains("nextval")) {
        steps.add(
            new Step(
                PLACEHOLDER.matcher(statement.sql()).replaceAll("?"),
                parameters(statement.parameters())));
      }
    }
  }

  private List<Value> parameters(String detail) {
    var found = new ArrayList<Value>();
    var parameters = PARAMETER.matcher(detail);
    while (parameters.find()) {
      var text = parameters.group(1);
      found.add(text == null ? null : value(text.replace("''", "'")));
    }
    return found;
  }

  private Value value(String text) {
    var pieces = new ArrayList<String>();
    var gaps = new ArrayList<Integer>();
    var found = CHANGING.matcher(text);
    int end = 0;
    while (found.find()) {
      pieces.add(text.substring(end, found.start()));
      gaps.add(indexOf(found.group()));
      end = found.end();
    }
    pieces.add(text.substring(end));
    return new Value(pieces, gaps);
  }

  private int indexOf(String changes) {
    if (changes.startsWith("O-")) {
      return NUMBER;
    }
    if (changes.matches(TIME)) {
      return PLACED_AT;
    }
    if (!changing.contains(changes)) {
      changing.add(changes);
    }
    return changing.indexOf(changes);
  }

  /** Carries the command out over one connection, over and over, with prepared statements. */
  final class Repetition implements AutoCloseable {

    private final Connection connection;
    private final List<PreparedStatement> prepared = new ArrayList<>();
    private final PreparedStatement nextBlock;
    private final SampleData assortment;
    private long number;
    private long end;

    /**
     * Prepares for a connection, which is closed with this.
     *
     * @param seed of what the orders differ in
     */
    Repetition(Connection connection, long seed) throws SQLException {
      this.connection = connection;
      this.assortment = new SampleData(seed);
      connection.setAutoCommit(false);
      for (var step : steps) {
        prepared.add(connection.prepareStatement(step.sql()));
      }
      nextBlock = connection.prepareStatement(NEXT_BLOCK);
    }

    /** All but the commit, for an order that is placed now. */
    void execute() throws SQLException {
      execute(Instant.now());
    }

    /** All but the commit. */
    void execute(Instant placedAt) throws SQLException {
      var fresh = Arrays.copyOf(assortment.next(), changing.size());
      fresh[NUMBER] = digits("O-", nextNumber(), 8);
      fresh[PLACED_AT] = placedAt.truncatedTo(ChronoUnit.MILLIS).toString();
      var now = Instant.now();
      for (int i = PLACED_AT + 1; i < fresh.length; i++) {
        fresh[i] = UuidV7.at(now).toString();
      }
      for (int i = 0; i < steps.size(); i++) {
        execute(prepared.get(i), steps.get(i).parameters(), fresh);
      }
    }

    private void execute(PreparedStatement statement, List<Value> parameters, String[] fresh)
        throws SQLException {
      for (int i = 0; i < parameters.size(); i++) {
        var value = parameters.get(i);
        statement.setString(i + 1, value == null ? null : value.with(fresh));
      }
      statement.execute();
    }

    private long nextNumber() throws SQLException {
      if (number == end) {
        try (var row = nextBlock.executeQuery()) {
          row.next();
          number = row.getLong(1);
          end = number + BLOCK;
        }
      }
      return number++;
    }

    void commit() throws SQLException {
      connection.commit();
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException gone) {
        // It is gone either way.
      }
    }
  }

  private static String digits(String prefix, long number, int width) {
    var digits = Long.toString(number);
    return prefix + "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
