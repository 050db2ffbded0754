package io.github.ordermill.bench;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Rate at which the projections apply a backlog without other load. The backlog is published by the
 * relay while a table of the projections is locked.
 */
final class BacklogDrain implements BenchmarkSection {

  static final String NAME = "drain";
  static final String RATE = "backlog applied";

  private static final Duration PUBLISH_TIMEOUT = Duration.ofSeconds(60);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    var stack = run.stack();
    long before = ProjectionLag.position(stack);
    try (var blocker = stack.connect()) {
      blocker.setAutoCommit(false);
      Sql.update(blocker, "LOCK TABLE views.projection_checkpoint IN EXCLUSIVE MODE");
      run.dataLoader().add(run.profile().backlogEvents());
      awaitPublished(stack);
      long position = ProjectionLag.position(stack);
      long begin = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
      blocker.rollback();
      stack.awaitProjections(Duration.ofSeconds(30 + run.profile().backlogEvents() / 500));
      var lag = ProjectionLag.between(stack, before, position);
      double seconds = (lag.lastVisibleMicros() - begin) / 1e6;
      run.results().add(NAME, "backlog", lag.size(), "");
      run.results().add(NAME, RATE, lag.size() / seconds, "events/s");
    }
  }

  private static void awaitPublished(BenchmarkStack stack) {
    Awaitility.await("events published by the relay")
        .atMost(PUBLISH_TIMEOUT)
        .until(() -> stack.queryNumber("SELECT count(*) FROM messaging.outbox") == 0);
  }
}
