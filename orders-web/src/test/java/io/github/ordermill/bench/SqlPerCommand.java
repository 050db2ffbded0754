package io.github.ordermill.bench;

import io.github.ordermill.bench.load.HttpConnection;
import io.github.ordermill.bench.load.PlaceOrderRequests;
import io.github.ordermill.launcher.StatementLog;
import io.github.ordermill.launcher.StatementLog.LoggedStatement;
import java.util.List;

/**
 * SQL statements and commits per {@code placeOrder}, counted in the log of PostgreSQL. Records the
 * statements for {@link CommitRateLimit}.
 */
final class SqlPerCommand implements BenchmarkSection {

  /** Enough that at least one command allocates no new block of order numbers. */
  private static final int COMMANDS = 5;

  static final String NAME = "SQL per command";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    List<List<LoggedStatement>> commands;
    try (var log = StatementLog.open(run.stack().servers().database());
        var connection = new HttpConnection(run.stack().port())) {
      for (int i = 0; i < COMMANDS; i++) {
        connection.exchange(PlaceOrderRequests.withPlaceholders());
      }
      commands =
          log.transactions().stream()
              .filter(
                  transaction ->
                      transaction.stream()
                          .anyMatch(
                              statement ->
                                  statement.sql().startsWith("INSERT INTO ordering.orders")))
              .toList();
    }
    var last = commands.get(commands.size() - 1);
    run.results()
        .add(NAME, "statements", last.stream().filter(s -> !s.isTransactionControl()).count(), "");
    run.results()
        .add(
            NAME,
            "commits",
            commands.stream().flatMap(List::stream).filter(LoggedStatement::isCommit).count()
                / (double) COMMANDS,
            "");
    run.recordedCommand(new RecordedCommand(last));
  }
}
