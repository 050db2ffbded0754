package io.github.ordermill.bench;

import io.github.ordermill.bench.load.LoadGenerator;
import io.github.ordermill.bench.load.PlaceOrderRequests;
import io.github.ordermill.bench.load.PreparedRequests;
import io.github.ordermill.bench.load.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** State shared by the sections of a run. */
final class BenchmarkRun {

  private static final List<byte[]> PLACE_ORDERS = PlaceOrderRequests.varied();

  private final BenchmarkProfile profile;
  private final BenchmarkStack stack;
  private final BenchmarkResults results;
  private final Timeline timeline;
  private RecordedCommand recordedCommand;

  BenchmarkRun(
      BenchmarkProfile profile, BenchmarkStack stack, BenchmarkResults results, Timeline timeline) {
    this.profile = profile;
    this.stack = stack;
    this.results = results;
    this.timeline = timeline;
  }

  BenchmarkProfile profile() {
    return profile;
  }

  BenchmarkStack stack() {
    return stack;
  }

  BenchmarkResults results() {
    return results;
  }

  Timeline timeline() {
    return timeline;
  }

  /**
   * Statements of {@code placeOrder}.
   *
   * @throws IllegalStateException before {@link SqlPerCommand} has recorded them
   */
  RecordedCommand recordedCommand() {
    if (recordedCommand == null) {
      throw new IllegalStateException("no command was recorded");
    }
    return recordedCommand;
  }

  void recordedCommand(RecordedCommand command) {
    recordedCommand = command;
  }

  DataLoader dataLoader() {
    return new DataLoader(this);
  }

  /** Load of {@code placeOrder} commands on the first node, recorded in the timeline. */
  LoadGenerator placeOrderLoad(int clients) {
    return placeOrderLoad(clients, stack.port());
  }

  /** Load of {@code placeOrder} commands on several nodes; clients are assigned round-robin. */
  LoadGenerator placeOrderLoad(int clients, int... ports) {
    var nodes =
        Arrays.stream(ports)
            .mapToObj(port -> PreparedRequests.commands(port, PLACE_ORDERS))
            .toList();
    var next = new AtomicInteger();
    return new LoadGenerator(
        clients, () -> nodes.get(next.getAndIncrement() % nodes.size()).get(), timeline);
  }
}
