package io.github.ordermill.bench;

import io.github.ordermill.bench.load.LoadGenerator;
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
 * Upper bound of the command rate: the statements of {@code placeOrder} in a JDBC loop on the same
 * server, in a separate database with the same schema, one connection per client. Other sections
 * measure it again, alternating with their own load, since the speed of a machine varies over time.
 */
final class CommitRateLimit implements BenchmarkSection {

  static final String NAME = "limit";

  private static final int WARM_UP_DIVISOR = 3;
  private static final int MEASUREMENT_DIVISOR = 2;
  private static final String DATABASE = "bench_limit";
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  /**
   * Result of a measurement.
   *
   * @param commands latencies of statements and commit together
   * @param commits latencies of the commits alone, in nanoseconds
   */
  record Result(LoadGenerator.Outcome commands, Histogram commits) {

    /** Sum of both measurements. */
    Result plus(Result other) {
      var sum = commits.copy();
      sum.add(other.commits);
      return new Result(commands.plus(other.commands), sum);
    }

    double perSecond() {
      return commands.perSecond();
    }

    /** Percentile of the commit latency in milliseconds. */
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
    createDatabase(run, dataSource(run));
    for (int clients : CommandThroughput.CLIENTS) {
      var result =
          measureRate(
              clients,
              run,
              run.profile().rampUp().dividedBy(WARM_UP_DIVISOR),
              run.profile().measurement().dividedBy(MEASUREMENT_DIVISOR));
      var name = CommandThroughput.clients(clients);
      run.results().add(NAME, name, result.perSecond(), "commits/s");
      run.results().add(NAME, name + ", commit p50", result.commitMillis(50), "ms");
      run.results().add(NAME, name + ", commit p99", result.commitMillis(99), "ms");
    }
  }

  /** Measures the rate for a number of clients without adding results. */
  static Result measureRate(int clients, BenchmarkRun run, Duration warmUp, Duration measurement)
      throws Exception {
    new LoadGenerator(clients, new Replays(dataSource(run), run.recordedCommand()), null)
        .runClosedLoop(Duration.ZERO, warmUp);
    var replays = new Replays(dataSource(run), run.recordedCommand());
    var outcome =
        new LoadGenerator(clients, replays, null).runClosedLoop(Duration.ZERO, measurement);
    if (outcome.failed() > 0) {
      throw new IllegalStateException(outcome.firstFailure());
    }
    return new Result(outcome, replays.commits);
  }

  private static DataSource dataSource(BenchmarkRun run) {
    return run.stack().dataSource(DATABASE);
  }

  private static void createDatabase(BenchmarkRun run, DataSource dataSource) throws SQLException {
    try (var connection = run.stack().connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE " + DATABASE + " OWNER " + run.stack().servers().database().user());
    }
    FLYWAY.setLevel(Level.WARNING);
    Migrations.run(dataSource);
  }

  /** Clients with one connection each, which record their commit latencies in one histogram. */
  private static final class Replays implements Supplier<LoadGenerator.Client> {

    private final DataSource dataSource;
    private final RecordedCommand command;
    private final Histogram commits = new ConcurrentHistogram(3);
    private final AtomicInteger seed = new AtomicInteger();

    Replays(DataSource dataSource, RecordedCommand command) {
      this.dataSource = dataSource;
      this.command = command;
    }

    @Override
    public LoadGenerator.Client get() {
      try {
        var replay = command.new Replay(dataSource.getConnection(), seed.getAndIncrement());
        return new LoadGenerator.Client() {
          @Override
          public void execute() throws SQLException {
            replay.execute();
            long begin = System.nanoTime();
            replay.commit();
            commits.recordValue(System.nanoTime() - begin);
          }

          @Override
          public void close() {
            replay.close();
          }
        };
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
