package io.github.ordermill.bench;

import java.time.Duration;

/**
 * A second node on the same database and broker, and the same processors: what the nodes share and
 * what a second one costs, where it brings no processors of its own.
 */
final class TwoNodes implements BenchmarkSection {

  static final String NAME = "two nodes";

  private static final int CLIENTS = 8;
  private static final int WARM_UP_SHARE = 6;

  /** Of starting the node, warming it up and three loads, on a slow machine. */
  private static final Duration ROOM = Duration.ofSeconds(120);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    if (run.timeline().now() > run.plan().deadline().minus(ROOM).toSeconds()) {
      run.findings().remark(NAME, "left out: too little of the time was left");
      return;
    }
    int first = run.stack().port();
    try (var second = run.stack().servers().secondNode()) {
      second.withJvmOptions(BenchmarkStack.jvmOptions().toArray(String[]::new)).start();
      run.placingOrders(CLIENTS, second.port())
          .asFastAsPossible(Duration.ZERO, run.plan().warmUp().dividedBy(WARM_UP_SHARE));
      run.stack().awaitViews(Duration.ofSeconds(60));
      note(run, "8 clients on the first alone", first);
      note(run, "8 clients on the second alone", second.port());
      note(run, "4 clients on each", first, second.port());
    }
  }

  private static void note(BenchmarkRun run, String who, int... ports) throws Exception {
    var outcome =
        run.placingOrders(CLIENTS, ports)
            .asFastAsPossible(run.plan().settle(), run.plan().measured());
    run.findings().add(NAME, who, outcome.perSecond(), "commands/s");
    run.findings().add(NAME, who + ", p99", outcome.millis(99), "ms");
    if (outcome.failed() > 0) {
      run.findings().remark(NAME, who + ": " + outcome.firstFailure());
    }
    run.stack().awaitViews(Duration.ofSeconds(60));
  }
}
