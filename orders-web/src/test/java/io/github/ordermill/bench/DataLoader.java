package io.github.ordermill.bench;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/** How many orders there are: none again, or more, by way of the log and the projections. */
final class DataLoader {

  private static final int IN_ONE_TRANSACTION = 500;
  private static final int WRITERS = 2;
  private static final Duration YEAR = Duration.ofDays(365);

  /** What the projector's own state is kept in; positions in the log go on growing. */
  private static final String KEPT = "projection_progress";

  private final BenchmarkRun run;

  DataLoader(BenchmarkRun run) {
    this.run = run;
  }

  /** Takes away all orders, their events and views. */
  void empty() throws Exception {
    run.stack().awaitViews(Duration.ofSeconds(60));
    try (var connection = run.stack().connect()) {
      var tables =
          Sql.query(
              connection,
              """
              SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
              WHERE schemaname IN ('ordering', 'views')
              AND tablename <> ? AND tablename NOT LIKE 'flyway%'
              """,
              row -> row.getString(1),
              KEPT);
      Sql.update(connection, "TRUNCATE " + String.join(", ", tables));
    }
  }

  /** Adds orders until there are that many, and waits until views show them. */
  void fillUpTo(int orders) throws Exception {
    add((int) (orders - count()));
    run.stack().awaitViews(Duration.ofSeconds(60 + orders / 500));
    try (var connection = run.stack().connect()) {
      connection.createStatement().execute("ANALYZE");
    }
  }

  long count() throws SQLException {
    return run.stack().number("SELECT count(*) FROM ordering.orders");
  }

  /**
   * Adds orders to the log, as {@code placeOrder} writes them, but many in one transaction, and as
   * if they had been placed one after the other throughout the last year.
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
    try (var command = run.recorded().new Repetition(source.getConnection(), seed)) {
      for (int i = 1; i <= orders; i++) {
        command.execute(end.minus(YEAR.multipliedBy(orders - i).dividedBy(orders)));
        if (i % IN_ONE_TRANSACTION == 0 || i == orders) {
          command.commit();
        }
      }
    }
  }
}
