package io.github.ordermill.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What the sections of one run share. */
final class BenchmarkRun {

  private static final List<byte[]> PLACE_ORDERS = PlaceOrderRequests.different();

  private final BenchmarkProfile plan;
  private final BenchmarkStack stack;
  private final BenchmarkResults findings;
  private final Timeline timeline;
  private RecordedCommand recorded;

  BenchmarkRun(
      BenchmarkProfile plan, BenchmarkStack stack, BenchmarkResults findings, Timeline timeline) {
    this.plan = plan;
    this.stack = stack;
    this.findings = findings;
    this.timeline = timeline;
  }

  BenchmarkProfile plan() {
    return plan;
  }

  BenchmarkStack stack() {
    return stack;
  }

  BenchmarkResults findings() {
    return findings;
  }

  Timeline timeline() {
    return timeline;
  }

  /** The statements of {@code placeOrder}, once {@link SqlPerCommand} has recorded them. */
  RecordedCommand recorded() {
    if (recorded == null) {
      throw new IllegalStateException("no command was recorded");
    }
    return recorded;
  }

  void recorded(RecordedCommand command) {
    recorded = command;
  }

  /** The orders that are there. */
  DataLoader stock() {
    return new DataLoader(this);
  }

  /** Clients that place orders, noted in the timeline. */
  LoadGenerator placingOrders(int clients) {
    return placingOrders(clients, stack.port());
  }

  /** The same, on several nodes in turn. */
  LoadGenerator placingOrders(int clients, int... ports) {
    var nodes =
        Arrays.stream(ports)
            .mapToObj(port -> PreparedRequests.ofCommands(port, PLACE_ORDERS))
            .toList();
    var next = new AtomicInteger();
    return new LoadGenerator(
        clients, () -> nodes.get(next.getAndIncrement() % nodes.size()).get(), timeline);
  }
}
