package io.github.ordermill.bench;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/** Adds orders through the event log and the projections, and deletes all orders. */
final class DataLoader {

  private static final int ORDERS_PER_TRANSACTION = 500;
  private static final int WRITERS = 2;
  private static final Duration YEAR = Duration.ofDays(365);

  /** Progress of the projections, which is kept: positions of the log continue to grow. */
  private static final String KEPT_TABLE = "projection_progress";

  private final BenchmarkRun run;

  DataLoader(BenchmarkRun run) {
    this.run = run;
  }

  /** Deletes all orders, events and views. */
  void deleteAll() throws Exception {
    run.stack().awaitProjections(Duration.ofSeconds(60));
    try (var connection = run.stack().connect()) {
      var tables =
          Sql.query(
              connection,
              """
              SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
              WHERE schemaname IN ('messaging', 'ordering', 'views')
              AND tablename <> ? AND tablename NOT LIKE 'flyway%'
              """,
              row -> row.getString(1),
              KEPT_TABLE);
      Sql.update(connection, "TRUNCATE " + String.join(", ", tables));
    }
  }

  /** Adds orders up to a total number and waits until the projections have applied them. */
  void fillUpTo(int orders) throws Exception {
    add((int) (orders - count()));
    run.stack().awaitProjections(Duration.ofSeconds(60 + orders / 500));
    try (var connection = run.stack().connect()) {
      connection.createStatement().execute("ANALYZE");
    }
  }

  long count() throws SQLException {
    return run.stack().queryNumber("SELECT count(*) FROM ordering.orders");
  }

  /**
   * Writes orders as {@code placeOrder} does, but several in one transaction, with placing times
   * distributed evenly over the last year.
   */
  void add(int orders) throws Exception {
    var failures = new ArrayList<Exception>();
    var writers = new ArrayList<Thread>();
    for (int i = 0; i < WRITERS; i++) {
      long seed = i;
      int share = orders / WRITERS + (i < orders % WRITERS ? 1 : 0);
      var writer =
          new Thread(
              () -> {
                try {
                  write(seed, share);
                } catch (SQLException e) {
                  synchronized (failures) {
                    failures.add(e);
                  }
                }
              },
              "writer-" + i);
      writer.start();
      writers.add(writer);
    }
    for (var writer : writers) {
      writer.join();
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  private void write(long seed, int orders) throws SQLException {
    var source = run.stack().dataSource(run.stack().database());
    var end = Instant.now();
    try (var command = run.recordedCommand().new Replay(source.getConnection(), seed)) {
      for (int i = 1; i <= orders; i++) {
        command.execute(end.minus(YEAR.multipliedBy(orders - i).dividedBy(orders)));
        if (i % ORDERS_PER_TRANSACTION == 0 || i == orders) {
          command.commit();
        }
      }
    }
  }
}
