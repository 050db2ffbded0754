package io.github.ordermill.bench;

import java.time.Duration;

/** {@code placeOrder} with three lines over HTTP: how many, how fast, at what cost. */
final class Commands implements Section {

  static final String NAME = "commands";

  /**
   * As many connections to the database in {@link Limit}. What ratios are taken at comes last,
   * between the loads of most clients and of {@link EndToEnd}: what is hot is compiled by then.
   */
  static final int[] CLIENTS = {1, 16, 8};

  /** What ratios are taken at. */
  static final int TYPICAL = 8;

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
  public void measure(Run run) throws Exception {
    double typical = 0;
    for (int clients : CLIENTS) {
      double rate = clients == TYPICAL ? withCosts(run) : measured(run, clients).perSecond();
      typical = clients == TYPICAL ? rate : typical;
      run.stack().awaitViews(Duration.ofSeconds(60));
    }
    var fixed =
        run.placingOrders(TYPICAL)
            .atRate(FIXED * typical, run.plan().settle(), run.plan().measured());
    note(run, "%s at a fixed %.0f/s".formatted(clients(TYPICAL), FIXED * typical), fixed);
    run.findings()
        .add(
            NAME,
            "resident memory under load",
            Costs.memory(run.stack().application().pid(), "VmRSS"),
            "MB");
    run.stack().awaitViews(Duration.ofSeconds(60));
  }

  private static Load.Outcome measured(Run run, int clients) throws Exception {
    var outcome =
        run.placingOrders(clients).asFastAsPossible(run.plan().settle(), run.plan().measured());
    run.findings().add(NAME, clients(clients), outcome.perSecond(), "commands/s");
    note(run, clients(clients), outcome);
    return outcome;
  }

  /** The costs are those of everything that a command sets off, its way into the views included. */
  private static double withCosts(Run run) throws Exception {
    try (var costs = new Costs(run.stack())) {
      long ordersBefore = orders(run);
      var before = costs.now();
      var outcome = measured(run, TYPICAL);
      run.stack().awaitViews(Duration.ofSeconds(60));
      var after = costs.now();
      double commands = orders(run) - ordersBefore;
      var findings = run.findings();
      findings.add(
          NAME,
          "CPU per command: application",
          each(before.application(), after.application(), commands),
          "ms");
      findings.add(
          NAME,
          "CPU per command: PostgreSQL",
          each(before.database(), after.database(), commands),
          "ms");
      findings.add(
          NAME, "CPU per command: broker", each(before.broker(), after.broker(), commands), "ms");
      findings.add(
          NAME,
          "CPU per command: load generator",
          each(before.loadGenerator(), after.loadGenerator(), commands),
          "ms");
      findings.add(
          NAME,
          "allocated per command",
          (after.allocatedBytes() - before.allocatedBytes()) / commands / 1e3,
          "kB");
      findings.add(
          NAME,
          "garbage collection, share of time",
          100.0
              * after.collecting().minus(before.collecting()).toNanos()
              / (after.atNanos() - before.atNanos()),
          "%");
      return outcome.perSecond();
    }
  }

  private static double each(Duration before, Duration after, double commands) {
    return after.minus(before).toNanos() / 1e6 / commands;
  }

  private static long orders(Run run) throws Exception {
    return run.stack().number("SELECT count(*) FROM ordering.orders");
  }

  private static void note(Run run, String who, Load.Outcome outcome) {
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
