package io.github.ordermill.bench;

import java.time.Duration;

/**
 * The highest rate of {@code placeOrder} at which views keep up, and how far they are behind at
 * half of it.
 *
 * <p>A rate counts as kept up with when the commands asked for were carried out and, in the last
 * quarter of the time, the median lag was below half a second: views that lose only one part in a
 * hundred are behind more than that after a minute.
 */
final class EndToEndRate implements BenchmarkSection {

  static final String NAME = "end to end";
  static final String SUSTAINED = "highest rate with bounded lag";
  static final String LIMIT = "limit, right before and after";
  static final String LAG_P50 = "lag at half that rate, p50";
  static final String LAG_P99 = "lag at half that rate, p99";

  private static final int CLIENTS = 16;
  private static final double BOUNDED_MILLIS = 500;
  private static final double CARRIED_OUT = 0.97;
  private static final double FASTER = 1.15;
  private static final double SLOWER = 0.9;

  /** Two rates of which one is kept up with and the other is not, near enough to choose. */
  private static final double CLOSE = 1.08;

  private static final int SHORT_TRIALS = 5;
  private static final int LONG_TRIALS = 3;

  /** The limit right before and after the long time, of the time that a rate is tried. */
  private static final int LIMIT_SHARE = 2;

  private static final Duration CATCH_UP = Duration.ofSeconds(60);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    double rate =
        search(
            run,
            run.findings()
                .value(CommandThroughput.NAME, CommandThroughput.clients(CommandThroughput.TYPICAL))
                .orElseThrow());
    boolean sustained = false;
    for (int trial = 0; trial < LONG_TRIALS && !sustained; trial++) {
      rate = trial == 0 ? rate : rate * SLOWER;
      var before = limit(run);
      sustained = keepsUp(run, rate, run.plan().sustained());
      if (sustained) {
        run.findings().add(NAME, LIMIT, before.plus(limit(run)).perSecond(), "commits/s");
        run.findings().add(NAME, SUSTAINED, rate, "commands/s");
      }
    }
    if (!sustained) {
      run.findings().remark(NAME, "no rate down to %.0f/s was sustained".formatted(rate));
    }
    lagAt(run, rate / 2);
  }

  private static CommitRateLimit.Reached limit(BenchmarkRun run) throws Exception {
    var time = run.plan().probe().dividedBy(LIMIT_SHARE);
    return CommitRateLimit.with(CommandThroughput.TYPICAL, run, time.dividedBy(LIMIT_SHARE), time);
  }

  /** The highest rate that views keep up with for a short while. */
  private static double search(BenchmarkRun run, double begin) throws Exception {
    double rate = begin * SLOWER;
    double good = 0;
    double tooFast = Double.MAX_VALUE;
    for (int trial = 0; trial < SHORT_TRIALS && tooFast > good * CLOSE; trial++) {
      if (keepsUp(run, rate, run.plan().probe())) {
        good = rate;
      } else {
        tooFast = rate;
      }
      if (good == 0) {
        rate *= SLOWER;
      } else {
        rate = Math.min(good * FASTER, (good + tooFast) / 2);
      }
    }
    return good > 0 ? good : rate;
  }

  private static boolean keepsUp(BenchmarkRun run, double rate, Duration time) throws Exception {
    long before = ProjectionLag.position(run.stack());
    var outcome = run.placingOrders(CLIENTS).atRate(rate, Duration.ZERO, time);
    var lags = ProjectionLag.between(run.stack(), before, ProjectionLag.position(run.stack()));
    lags.noteIn(run.timeline());
    boolean carriedOut = outcome.perSecond() >= CARRIED_OUT * rate;
    double lag = lags.millisAtTheEnd(50);
    System.out.printf(
        "  %.0f/s for %d s: %.0f/s carried out, median lag at the end %.0f ms%n",
        rate, time.toSeconds(), outcome.perSecond(), lag);
    run.stack().awaitViews(CATCH_UP);
    return carriedOut && lag < BOUNDED_MILLIS;
  }

  private static void lagAt(BenchmarkRun run, double rate) throws Exception {
    long before = ProjectionLag.position(run.stack());
    run.placingOrders(CLIENTS).atRate(rate, Duration.ZERO, run.plan().measured());
    run.stack().awaitViews(CATCH_UP);
    var lags = ProjectionLag.between(run.stack(), before, ProjectionLag.position(run.stack()));
    lags.noteIn(run.timeline());
    run.findings().add(NAME, LAG_P50, lags.millis(50), "ms");
    run.findings().add(NAME, LAG_P99, lags.millis(99), "ms");
  }
}
