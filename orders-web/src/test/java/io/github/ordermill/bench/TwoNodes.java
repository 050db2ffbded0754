package io.github.ordermill.bench;

import java.time.Duration;

/**
 * Throughput with a second node on the same database, broker and processors: shows contention, not
 * scaling.
 */
final class TwoNodes implements BenchmarkSection {

  static final String NAME = "two nodes";

  private static final int CLIENTS = 8;
  private static final int WARM_UP_DIVISOR = 6;

  /** Time for starting the node, warm-up and three loads on a slow machine. */
  private static final Duration REQUIRED_TIME = Duration.ofSeconds(120);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    if (run.timeline().now() > run.profile().timeLimit().minus(REQUIRED_TIME).toSeconds()) {
      run.results().remark(NAME, "skipped: not enough time left");
      return;
    }
    int first = run.stack().port();
    try (var second = run.stack().servers().secondNode()) {
      second.withJvmOptions(BenchmarkStack.jvmOptions().toArray(String[]::new)).start();
      run.placeOrderLoad(CLIENTS, second.port())
          .runClosedLoop(Duration.ZERO, run.profile().warmUp().dividedBy(WARM_UP_DIVISOR));
      run.stack().awaitProjections(Duration.ofSeconds(60));
      measureLoad(run, "8 clients on the first node", first);
      measureLoad(run, "8 clients on the second node", second.port());
      measureLoad(run, "4 clients on each node", first, second.port());
    }
  }

  private static void measureLoad(BenchmarkRun run, String name, int... ports) throws Exception {
    var outcome =
        run.placeOrderLoad(CLIENTS, ports)
            .runClosedLoop(run.profile().rampUp(), run.profile().measurement());
    run.results().add(NAME, name, outcome.perSecond(), "commands/s");
    run.results().add(NAME, name + ", p99", outcome.millis(99), "ms");
    if (outcome.failed() > 0) {
      run.results().remark(NAME, name + ": " + outcome.firstFailure());
    }
    run.stack().awaitProjections(Duration.ofSeconds(60));
  }
}
