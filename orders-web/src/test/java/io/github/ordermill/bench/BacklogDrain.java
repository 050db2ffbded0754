package io.github.ordermill.bench;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Events that wait while the table of a view is locked, sent by the relay all the same, and how
 * fast they are applied once it is free: nobody else is working then.
 */
final class BacklogDrain implements BenchmarkSection {

  static final String NAME = "drain";
  static final String RATE = "waiting events applied";

  private static final Duration SENT = Duration.ofSeconds(60);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    var stack = run.stack();
    long before = ProjectionLag.position(stack);
    try (var stopper = stack.connect()) {
      stopper.setAutoCommit(false);
      Sql.update(stopper, "LOCK TABLE views.projection_position IN EXCLUSIVE MODE");
      run.stock().add(run.plan().backlog());
      awaitSent(stack);
      long position = ProjectionLag.position(stack);
      long begin = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
      stopper.rollback();
      stack.awaitViews(Duration.ofSeconds(30 + run.plan().backlog() / 500));
      var lags = ProjectionLag.between(stack, before, position);
      double seconds = (lags.lastVisibleMicros() - begin) / 1e6;
      run.findings().add(NAME, "events that waited", lags.size(), "");
      run.findings().add(NAME, RATE, lags.size() / seconds, "events/s");
    }
  }

  private static void awaitSent(BenchmarkStack stack) throws Exception {
    long deadline = System.nanoTime() + SENT.toNanos();
    while (stack.number("SELECT count(*) FROM ordering.unsent_event") > 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the relay has not sent everything in " + SENT);
      }
      Thread.sleep(100);
    }
  }
}
