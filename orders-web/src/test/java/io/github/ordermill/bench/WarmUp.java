package io.github.ordermill.bench;

import java.time.Duration;

/**
 * Commands and queries at full speed until the JVM has compiled what is hot. Measures nothing, and
 * leaves no orders behind.
 */
final class WarmUp implements BenchmarkSection {

  private static final int CLIENTS = 8;
  private static final double COMMANDS = 0.8;

  @Override
  public String name() {
    return "warm-up";
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    var total = run.plan().warmUp();
    var commands = Duration.ofMillis((long) (COMMANDS * total.toMillis()));
    run.placingOrders(CLIENTS).asFastAsPossible(Duration.ZERO, commands);
    run.stack().awaitViews(Duration.ofSeconds(60));
    QueryThroughput.warmUp(run, total.minus(commands));
    run.stock().empty();
  }
}
