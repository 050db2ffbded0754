package io.github.ordermill.bench;

import java.time.Duration;
import java.util.ArrayList;

/** {@code placeOrder} with three lines over HTTP: how many, how fast, at what cost. */
final class CommandThroughput implements BenchmarkSection {

  static final String NAME = "commands";

  /**
   * As many connections to the database in {@link CommitRateLimit}. What ratios are taken at comes
   * last: what is hot is compiled by then.
   */
  static final int[] CLIENTS = {1, 16, 8};

  /** What ratios are taken at. */
  static final int TYPICAL = 8;

  static final String LIMIT = "limit, in turns with 8 clients";
  static final String LIMIT_COMMIT_P99 = LIMIT + ", commit p99";

  private static final int TURNS = 4;
  private static final int SHARE = 3;

  /** Of the rate that as many clients reach at full speed. */
  private static final double FIXED = 0.5;

  /** Name of a figure at that many clients. */
  static String clients(int number) {
    return number == 1 ? "1 client" : number + " clients";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    double typical = 0;
    for (int clients : CLIENTS) {
      var outcome = clients == TYPICAL ? inTurnsWithTheLimit(run) : atFullSpeed(run, clients);
      typical = clients == TYPICAL ? outcome.perSecond() : typical;
      run.findings().add(NAME, clients(clients), outcome.perSecond(), "commands/s");
      note(run, clients(clients), outcome);
    }
    var fixed =
        run.placingOrders(TYPICAL)
            .atRate(FIXED * typical, run.plan().settle(), run.plan().measured());
    note(run, "%s at a fixed %.0f/s".formatted(clients(TYPICAL), FIXED * typical), fixed);
    run.findings()
        .add(
            NAME,
            "resident memory under load",
            ResourceUsage.memory(run.stack().application().pid(), "VmRSS"),
            "MB");
    run.stack().awaitViews(Duration.ofSeconds(60));
  }

  private static LoadGenerator.Outcome atFullSpeed(BenchmarkRun run, int clients) throws Exception {
    var outcome =
        run.placingOrders(clients).asFastAsPossible(run.plan().settle(), run.plan().measured());
    run.stack().awaitViews(Duration.ofSeconds(60));
    return outcome;
  }

  /** The costs are those of everything that a command sets off, its way into the views included. */
  private static LoadGenerator.Outcome inTurnsWithTheLimit(BenchmarkRun run) throws Exception {
    var settle = run.plan().settle().dividedBy(SHARE);
    var measured = run.plan().measured().dividedBy(SHARE);
    var limits = new ArrayList<CommitRateLimit.Reached>();
    var outcomes = new ArrayList<LoadGenerator.Outcome>();
    var costs = new ArrayList<ResourceUsage.Sum>();
    double commands = 0;
    try (var counting = new ResourceUsage(run.stack())) {
      for (int turn = 0; turn < TURNS; turn++) {
        limits.add(CommitRateLimit.with(TYPICAL, run, settle, measured));
        long ordersBefore = orders(run);
        var before = counting.now();
        outcomes.add(run.placingOrders(TYPICAL).asFastAsPossible(settle, measured));
        run.stack().awaitViews(Duration.ofSeconds(60));
        costs.add(counting.now().since(before));
        commands += orders(run) - ordersBefore;
      }
    }
    var limit = limits.stream().reduce(CommitRateLimit.Reached::plus).orElseThrow();
    run.findings().add(NAME, LIMIT, limit.perSecond(), "commits/s");
    run.findings().add(NAME, LIMIT_COMMIT_P99, limit.commitMillis(99), "ms");
    note(run, costs.stream().reduce(ResourceUsage.Sum::plus).orElseThrow(), commands);
    return outcomes.stream().reduce(LoadGenerator.Outcome::plus).orElseThrow();
  }

  private static void note(BenchmarkRun run, ResourceUsage.Sum costs, double commands) {
    var findings = run.findings();
    findings.add(NAME, "CPU per command: application", each(costs.application(), commands), "ms");
    findings.add(NAME, "CPU per command: PostgreSQL", each(costs.database(), commands), "ms");
    findings.add(NAME, "CPU per command: broker", each(costs.broker(), commands), "ms");
    findings.add(
        NAME, "CPU per command: load generator", each(costs.loadGenerator(), commands), "ms");
    findings.add(NAME, "allocated per command", costs.allocatedBytes() / commands / 1e3, "kB");
    findings.add(
        NAME,
        "garbage collection, share of time",
        100.0 * costs.collecting().toNanos() / costs.atNanos(),
        "%");
  }

  private static double each(Duration all, double commands) {
    return all.toNanos() / 1e6 / commands;
  }

  private static long orders(BenchmarkRun run) throws Exception {
    return run.stack().number("SELECT count(*) FROM ordering.orders");
  }

  private static void note(BenchmarkRun run, String who, LoadGenerator.Outcome outcome) {
    for (double percentile : new double[] {50, 95, 99, 99.9}) {
      run.findings()
          .add(
              NAME,
              who + ", p" + (percentile == 99.9 ? "99.9" : Integer.toString((int) percentile)),
              outcome.millis(percentile),
              "ms");
    }
    if (outcome.failed() > 0) {
      run.findings().add(NAME, who + ", failed", outcome.failed(), "");
      run.findings().remark(NAME, who + ": " + outcome.firstFailure());
    }
  }
}
