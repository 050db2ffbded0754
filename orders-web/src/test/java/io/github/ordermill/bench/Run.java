package io.github.ordermill.bench;

import java.util.List;

/** What the sections of one run share. */
final class Run {

  private static final List<byte[]> PLACE_ORDERS = PlaceOrders.different();

  private final Plan plan;
  private final BenchedStack stack;
  private final Findings findings;
  private final Timeline timeline;
  private RecordedCommand recorded;

  Run(Plan plan, BenchedStack stack, Findings findings, Timeline timeline) {
    this.plan = plan;
    this.stack = stack;
    this.findings = findings;
    this.timeline = timeline;
  }

  Plan plan() {
    return plan;
  }

  BenchedStack stack() {
    return stack;
  }

  Findings findings() {
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
  Stock stock() {
    return new Stock(this);
  }

  /** Clients that place orders, noted in the timeline. */
  Load placingOrders(int clients) {
    return new Load(clients, PreparedRequests.ofCommands(stack.port(), PLACE_ORDERS), timeline);
  }
}
