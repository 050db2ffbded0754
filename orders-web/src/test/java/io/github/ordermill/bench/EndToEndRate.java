package io.github.ordermill.bench;

import java.time.Duration;

/**
 * Highest rate of {@code placeOrder} that the projections sustain, and their lag at half of it.
 *
 * <p>A rate is sustained if at least 97 % of the commands were executed and the median lag in the
 * last quarter of the time was below 500 ms. Projections that are 1 % too slow exceed this after a
 * minute.
 */
final class EndToEndRate implements BenchmarkSection {

  static final String NAME = "end to end";
  static final String SUSTAINED = "highest rate with bounded lag";
  static final String LIMIT = "limit, right before and after";
  static final String LAG_P50 = "lag at half that rate, p50";
  static final String LAG_P99 = "lag at half that rate, p99";

  private static final int CLIENTS = 16;
  private static final double MAX_MEDIAN_LAG_MILLIS = 500;
  private static final double MIN_ACHIEVED_SHARE = 0.97;
  private static final double RATE_INCREASE = 1.15;
  private static final double RATE_DECREASE = 0.9;

  /** Ratio of the lowest failed to the highest sustained rate at which the search ends. */
  private static final double SEARCH_PRECISION = 1.08;

  private static final int SHORT_TRIALS = 5;
  private static final int LONG_TRIALS = 3;

  /** Divisor of the rate trial: duration of the limit measurement before and after. */
  private static final int LIMIT_DIVISOR = 2;

  private static final Duration CATCH_UP_TIMEOUT = Duration.ofSeconds(60);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    double rate =
        search(
            run,
            run.results()
                .value(
                    CommandThroughput.NAME,
                    CommandThroughput.clients(CommandThroughput.REFERENCE_CLIENTS))
                .orElseThrow());
    boolean sustained = false;
    for (int trial = 0; trial < LONG_TRIALS && !sustained; trial++) {
      rate = trial == 0 ? rate : rate * RATE_DECREASE;
      var before = limit(run);
      sustained = isSustained(run, rate, run.profile().sustainedTrial());
      if (sustained) {
        run.results().add(NAME, LIMIT, before.plus(limit(run)).perSecond(), "commits/s");
        run.results().add(NAME, SUSTAINED, rate, "commands/s");
      }
    }
    if (!sustained) {
      run.results().remark(NAME, "no rate down to %.0f/s was sustained".formatted(rate));
    }
    measureLag(run, rate / 2);
  }

  private static CommitRateLimit.Result limit(BenchmarkRun run) throws Exception {
    var duration = run.profile().rateTrial().dividedBy(LIMIT_DIVISOR);
    return CommitRateLimit.measureRate(
        CommandThroughput.REFERENCE_CLIENTS, run, duration.dividedBy(LIMIT_DIVISOR), duration);
  }

  /** Highest rate sustained in short trials. */
  private static double search(BenchmarkRun run, double begin) throws Exception {
    double rate = begin * RATE_DECREASE;
    double sustainedRate = 0;
    double failedRate = Double.MAX_VALUE;
    for (int trial = 0;
        trial < SHORT_TRIALS && failedRate > sustainedRate * SEARCH_PRECISION;
        trial++) {
      if (isSustained(run, rate, run.profile().rateTrial())) {
        sustainedRate = rate;
      } else {
        failedRate = rate;
      }
      if (sustainedRate == 0) {
        rate *= RATE_DECREASE;
      } else {
        rate = Math.min(sustainedRate * RATE_INCREASE, (sustainedRate + failedRate) / 2);
      }
    }
    return sustainedRate > 0 ? sustainedRate : rate;
  }

  private static boolean isSustained(BenchmarkRun run, double rate, Duration duration)
      throws Exception {
    long before = ProjectionLag.position(run.stack());
    var outcome = run.placeOrderLoad(CLIENTS).runAtRate(rate, Duration.ZERO, duration);
    var projectionLag =
        ProjectionLag.between(run.stack(), before, ProjectionLag.position(run.stack()));
    projectionLag.addTo(run.timeline());
    boolean achieved = outcome.perSecond() >= MIN_ACHIEVED_SHARE * rate;
    double lag = projectionLag.millisInLastQuarter(50);
    System.out.printf(
        "  %.0f/s for %d s: %.0f/s achieved, median lag at the end %.0f ms%n",
        rate, duration.toSeconds(), outcome.perSecond(), lag);
    run.stack().awaitProjections(CATCH_UP_TIMEOUT);
    return achieved && lag < MAX_MEDIAN_LAG_MILLIS;
  }

  private static void measureLag(BenchmarkRun run, double rate) throws Exception {
    long before = ProjectionLag.position(run.stack());
    run.placeOrderLoad(CLIENTS).runAtRate(rate, Duration.ZERO, run.profile().measurement());
    run.stack().awaitProjections(CATCH_UP_TIMEOUT);
    var projectionLag =
        ProjectionLag.between(run.stack(), before, ProjectionLag.position(run.stack()));
    projectionLag.addTo(run.timeline());
    run.results().add(NAME, LAG_P50, projectionLag.millis(50), "ms");
    run.results().add(NAME, LAG_P99, projectionLag.millis(99), "ms");
  }
}
