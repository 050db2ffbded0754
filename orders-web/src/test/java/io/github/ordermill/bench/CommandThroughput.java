package io.github.ordermill.bench;

import io.github.ordermill.bench.load.LoadGenerator;
import java.time.Duration;
import java.util.ArrayList;

/** Throughput, latency and resource usage of {@code placeOrder} with three lines over HTTP. */
final class CommandThroughput implements BenchmarkSection {

  static final String NAME = "commands";

  /**
   * Numbers of clients, and of connections in {@link CommitRateLimit}. The reference number is
   * last, when hot code has been compiled.
   */
  static final int[] CLIENTS = {1, 16, 8};

  /** Number of clients that ratios are computed for. */
  static final int REFERENCE_CLIENTS = 8;

  static final String LIMIT = "limit, alternating with 8 clients";
  static final String LIMIT_COMMIT_P99 = LIMIT + ", commit p99";

  private static final int TURNS = 4;
  private static final int SHARE = 3;

  /** Share of the closed-loop rate that the open-loop measurement runs at. */
  private static final double OPEN_LOOP_SHARE = 0.5;

  /** Name of the figure for a number of clients. */
  static String clients(int number) {
    return number == 1 ? "1 client" : number + " clients";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    double referenceRate = 0;
    for (int clients : CLIENTS) {
      var outcome =
          clients == REFERENCE_CLIENTS ? alternatingWithLimit(run) : atFullSpeed(run, clients);
      referenceRate = clients == REFERENCE_CLIENTS ? outcome.perSecond() : referenceRate;
      run.results().add(NAME, clients(clients), outcome.perSecond(), "commands/s");
      addResults(run, clients(clients), outcome);
    }
    var openLoop =
        run.placeOrderLoad(REFERENCE_CLIENTS)
            .runAtRate(
                OPEN_LOOP_SHARE * referenceRate,
                run.profile().rampUp(),
                run.profile().measurement());
    addResults(
        run,
        "%s at a fixed %.0f/s"
            .formatted(clients(REFERENCE_CLIENTS), OPEN_LOOP_SHARE * referenceRate),
        openLoop);
    run.results()
        .add(
            NAME,
            "resident memory under load",
            ResourceUsage.memoryMegabytes(run.stack().application().pid(), "VmRSS"),
            "MB");
    run.stack().awaitProjections(Duration.ofSeconds(60));
  }

  private static LoadGenerator.Outcome atFullSpeed(BenchmarkRun run, int clients) throws Exception {
    var outcome =
        run.placeOrderLoad(clients)
            .runClosedLoop(run.profile().rampUp(), run.profile().measurement());
    run.stack().awaitProjections(Duration.ofSeconds(60));
    return outcome;
  }

  /**
   * Alternates with the commit-rate limit. Resource usage includes everything that a command
   * causes, up to its projections.
   */
  private static LoadGenerator.Outcome alternatingWithLimit(BenchmarkRun run) throws Exception {
    var rampUp = run.profile().rampUp().dividedBy(SHARE);
    var measurement = run.profile().measurement().dividedBy(SHARE);
    var limits = new ArrayList<CommitRateLimit.Result>();
    var outcomes = new ArrayList<LoadGenerator.Outcome>();
    var usages = new ArrayList<ResourceUsage.Snapshot>();
    double commands = 0;
    try (var resourceUsage = new ResourceUsage(run.stack())) {
      for (int turn = 0; turn < TURNS; turn++) {
        limits.add(CommitRateLimit.measureRate(REFERENCE_CLIENTS, run, rampUp, measurement));
        long ordersBefore = orders(run);
        var before = resourceUsage.snapshot();
        outcomes.add(run.placeOrderLoad(REFERENCE_CLIENTS).runClosedLoop(rampUp, measurement));
        run.stack().awaitProjections(Duration.ofSeconds(60));
        usages.add(resourceUsage.snapshot().minus(before));
        commands += orders(run) - ordersBefore;
      }
    }
    var limit = limits.stream().reduce(CommitRateLimit.Result::plus).orElseThrow();
    run.results().add(NAME, LIMIT, limit.perSecond(), "commits/s");
    run.results().add(NAME, LIMIT_COMMIT_P99, limit.commitMillis(99), "ms");
    addResults(run, usages.stream().reduce(ResourceUsage.Snapshot::plus).orElseThrow(), commands);
    return outcomes.stream().reduce(LoadGenerator.Outcome::plus).orElseThrow();
  }

  private static void addResults(BenchmarkRun run, ResourceUsage.Snapshot usage, double commands) {
    var results = run.results();
    results.add(
        NAME,
        "CPU per command: application",
        millisPerCommand(usage.application(), commands),
        "ms");
    results.add(
        NAME, "CPU per command: PostgreSQL", millisPerCommand(usage.database(), commands), "ms");
    results.add(NAME, "CPU per command: broker", millisPerCommand(usage.broker(), commands), "ms");
    results.add(
        NAME,
        "CPU per command: load generator",
        millisPerCommand(usage.loadGenerator(), commands),
        "ms");
    results.add(NAME, "allocated per command", usage.allocatedBytes() / commands / 1e3, "kB");
    results.add(
        NAME,
        "garbage collection, share of time",
        100.0 * usage.garbageCollection().toNanos() / usage.nanos(),
        "%");
  }

  private static double millisPerCommand(Duration total, double commands) {
    return total.toNanos() / 1e6 / commands;
  }

  private static long orders(BenchmarkRun run) throws Exception {
    return run.stack().queryNumber("SELECT count(*) FROM ordering.orders");
  }

  private static void addResults(BenchmarkRun run, String name, LoadGenerator.Outcome outcome) {
    for (double percentile : new double[] {50, 95, 99, 99.9}) {
      run.results()
          .add(
              NAME,
              name + ", p" + (percentile == 99.9 ? "99.9" : Integer.toString((int) percentile)),
              outcome.millis(percentile),
              "ms");
    }
    if (outcome.failed() > 0) {
      run.results().add(NAME, name + ", failed", outcome.failed(), "");
      run.results().remark(NAME, name + ": " + outcome.firstFailure());
    }
  }
}
