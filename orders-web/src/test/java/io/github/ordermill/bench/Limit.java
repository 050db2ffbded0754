package io.github.ordermill.bench;

import io.github.ordermill.shared.infrastructure.database.Migrations;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What PostgreSQL takes at most: the statements of {@code placeOrder} in a plain JDBC loop, on the
 * same server, in a database of its own with the same schema, one connection per client.
 */
final class Limit implements Section {

  static final String NAME = "limit";

  private static final String DATABASE = "bench_limit";
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(Run run) throws Exception {
    var source = run.stack().dataSource(DATABASE);
    try (var admin = run.stack().admin();
        var statement = admin.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + source.getUser());
    }
    FLYWAY.setLevel(Level.WARNING);
    Migrations.run(source);
    for (int clients : Commands.CLIENTS) {
      var settling = new Loops(source, run.recorded());
      new Load(clients, settling, null).asFastAsPossible(Duration.ZERO, run.plan().settle());
      var loops = new Loops(source, run.recorded());
      var outcome =
          new Load(clients, loops, null).asFastAsPossible(Duration.ZERO, run.plan().measured());
      if (outcome.failed() > 0) {
        throw new IllegalStateException(outcome.firstFailure());
      }
      var who = Commands.clients(clients);
      run.findings().add(NAME, who, outcome.perSecond(), "commits/s");
      run.findings().add(NAME, who + ", commit p50", loops.commitMillis(50), "ms");
      run.findings().add(NAME, who + ", commit p99", loops.commitMillis(99), "ms");
    }
  }

  /** One connection each; how long the commits took is noted for all together. */
  private static final class Loops implements Supplier<Load.Client> {

    private final DataSource source;
    private final RecordedCommand command;
    private final Histogram commits = new ConcurrentHistogram(3);
    private final AtomicInteger seed = new AtomicInteger();

    Loops(DataSource source, RecordedCommand command) {
      this.source = source;
      this.command = command;
    }

    double commitMillis(double percentile) {
      return commits.getValueAtPercentile(percentile) / 1e6;
    }

    @Override
    public Load.Client get() {
      try {
        var repetition = command.new Repetition(source.getConnection(), seed.getAndIncrement());
        return new Load.Client() {
          @Override
          public void act() throws SQLException {
            repetition.execute();
            long begin = System.nanoTime();
            repetition.commit();
            commits.recordValue(System.nanoTime() - begin);
          }

          @Override
          public void close() {
            repetition.close();
          }
        };
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
