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
 * same server, in a database of its own with the same schema, one connection per client. What is
 * held against it measures it anew, in turns with itself, since a machine may be faster at one time
 * than at another.
 */
final class CommitRateLimit implements BenchmarkSection {

  static final String NAME = "limit";

  private static final int SETTLE_SHARE = 3;
  private static final int SHARE = 2;
  private static final String DATABASE = "bench_limit";
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  /**
   * What came of some loops.
   *
   * @param commands statements and commit together
   * @param commits how long these took alone
   */
  record Reached(LoadGenerator.Outcome commands, Histogram commits) {

    /** Both together. */
    Reached plus(Reached other) {
      var all = commits.copy();
      all.add(other.commits);
      return new Reached(commands.plus(other.commands), all);
    }

    double perSecond() {
      return commands.perSecond();
    }

    /** So many percent of the commits took at most this many milliseconds. */
    double commitMillis(double percentile) {
      return commits.getValueAtPercentile(percentile) / 1e6;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    create(run, source(run));
    for (int clients : CommandThroughput.CLIENTS) {
      var reached =
          with(
              clients,
              run,
              run.plan().settle().dividedBy(SETTLE_SHARE),
              run.plan().measured().dividedBy(SHARE));
      var who = CommandThroughput.clients(clients);
      run.findings().add(NAME, who, reached.perSecond(), "commits/s");
      run.findings().add(NAME, who + ", commit p50", reached.commitMillis(50), "ms");
      run.findings().add(NAME, who + ", commit p99", reached.commitMillis(99), "ms");
    }
  }

  /** As many clients, for that long; nothing is noted. */
  static Reached with(int clients, BenchmarkRun run, Duration settle, Duration measured)
      throws Exception {
    new LoadGenerator(clients, new Loops(source(run), run.recorded()), null)
        .asFastAsPossible(Duration.ZERO, settle);
    var loops = new Loops(source(run), run.recorded());
    var outcome = new LoadGenerator(clients, loops, null).asFastAsPossible(Duration.ZERO, measured);
    if (outcome.failed() > 0) {
      throw new IllegalStateException(outcome.firstFailure());
    }
    return new Reached(outcome, loops.commits);
  }

  private static DataSource source(BenchmarkRun run) {
    return run.stack().dataSource(DATABASE);
  }

  private static void create(BenchmarkRun run, DataSource source) throws SQLException {
    try (var admin = run.stack().admin();
        var statement = admin.createStatement()) {
      statement.execute(
          "CREATE DATABASE " + DATABASE + " OWNER " + run.stack().servers().database().user());
    }
    FLYWAY.setLevel(Level.WARNING);
    Migrations.run(source);
  }

  /** One connection each; how long the commits took is noted for all together. */
  private static final class Loops implements Supplier<LoadGenerator.Client> {

    private final DataSource source;
    private final RecordedCommand command;
    private final Histogram commits = new ConcurrentHistogram(3);
    private final AtomicInteger seed = new AtomicInteger();

    Loops(DataSource source, RecordedCommand command) {
      this.source = source;
      this.command = command;
    }

    @Override
    public LoadGenerator.Client get() {
      try {
        var repetition = command.new Repetition(source.getConnection(), seed.getAndIncrement());
        return new LoadGenerator.Client() {
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
