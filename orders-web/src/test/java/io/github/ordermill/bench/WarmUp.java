package io.github.ordermill.bench;

import java.time.Duration;

/**
 * Full load of commands and queries until hot code is compiled. Measures nothing and deletes its
 * orders.
 */
final class WarmUp implements BenchmarkSection {

  private static final int CLIENTS = 8;
  private static final double COMMAND_SHARE = 0.8;

  @Override
  public String name() {
    return "warm-up";
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    var total = run.profile().warmUp();
    var commands = Duration.ofMillis((long) (COMMAND_SHARE * total.toMillis()));
    run.placeOrderLoad(CLIENTS).runClosedLoop(Duration.ZERO, commands);
    run.stack().awaitProjections(Duration.ofSeconds(60));
    QueryThroughput.warmUp(run, total.minus(commands));
    run.dataLoader().deleteAll();
  }
}
