package io.github.ordermill.bench;

import io.github.ordermill.shared.infrastructure.database.Migrations;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What PostgreSQL takes at most: the statements of {@code placeOrder} in a plain JDBC loop, on the
 * same server, in a database of its own with the same schema, one connection per client. Measured
 * before and after what is held against it, since a machine may be faster at one time than at
 * another.
 */
final class Limit implements Section {

  static final String NAME = "limit";

  private static final String AFTER = ", after ";
  private static final String COMMIT_P99 = ", commit p99";
  private static final String TYPICAL = Commands.clients(Commands.TYPICAL);
  private static final String DATABASE = "bench_limit";
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private final int[] clients;
  private final String when;

  private Limit(int[] clients, String when) {
    this.clients = clients;
    this.when = when;
  }

  /** The first measurement, at all numbers of clients. */
  static Limit first() {
    return new Limit(Commands.CLIENTS, "");
  }

  /** Another one, after that section. */
  static Limit after(String section) {
    return new Limit(new int[] {Commands.TYPICAL}, AFTER + section);
  }

  /** Commits a second of the typical number of clients, the mean of before and after a section. */
  static OptionalDouble around(Findings findings, String section) {
    return around(findings, section, TYPICAL);
  }

  /** What 99 of 100 of their commits take at most, in milliseconds, likewise. */
  static OptionalDouble commitP99Around(Findings findings, String section) {
    return around(findings, section, TYPICAL + COMMIT_P99);
  }

  private static OptionalDouble around(Findings findings, String section, String name) {
    var all =
        findings.figures().stream()
            .filter(figure -> figure.section().equals(NAME))
            .filter(figure -> figure.name().equals(name) || figure.name().startsWith(name + AFTER))
            .toList();
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i).name().equals(name + AFTER + section)) {
        return OptionalDouble.of((all.get(i - 1).value() + all.get(i).value()) / 2);
      }
    }
    return OptionalDouble.empty();
  }

  @Override
  public String name() {
    return NAME + when;
  }

  @Override
  public void measure(Run run) throws Exception {
    var source = run.stack().dataSource(DATABASE);
    if (when.isEmpty()) {
      create(run, source);
    }
    for (int number : clients) {
      measure(run, source, number);
    }
  }

  private static void create(Run run, PGSimpleDataSource source) throws SQLException {
    try (var admin = run.stack().admin();
        var statement = admin.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + source.getUser());
    }
    FLYWAY.setLevel(Level.WARNING);
    Migrations.run(source);
  }

  private void measure(Run run, DataSource source, int clients) throws Exception {
    var settling = new Loops(source, run.recorded());
    new Load(clients, settling, null).asFastAsPossible(Duration.ZERO, run.plan().settle());
    var loops = new Loops(source, run.recorded());
    var outcome =
        new Load(clients, loops, null).asFastAsPossible(Duration.ZERO, run.plan().measured());
    if (outcome.failed() > 0) {
      throw new IllegalStateException(outcome.firstFailure());
    }
    var who = Commands.clients(clients);
    run.findings().add(NAME, who + when, outcome.perSecond(), "commits/s");
    run.findings().add(NAME, who + ", commit p50" + when, loops.commitMillis(50), "ms");
    run.findings().add(NAME, who + COMMIT_P99 + when, loops.commitMillis(99), "ms");
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
