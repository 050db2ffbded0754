package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.lifecycle.FailingOnce;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProjectionLoopTest {

  private final FailingOnce database = new FailingOnce();

  private record Named(String name) implements Projection {

    @Override
    public String aggregateType() {
      return "Nothing";
    }

    @Override
    public void apply(Connection transaction, List<RecordedEvent> events) {
      // there are none
    }
  }

  @Test
  void retriesAndScansRunAgainAfterAnError() {
    var projections =
        new ProjectionRegistry(
            List.of(new Named("one-" + UUID.randomUUID()), new Named("two-" + UUID.randomUUID())),
            database.database(),
            new EventLog(),
            Clock.systemUTC(),
            CommitListener.NONE,
            5);

    database.assertRunsAgain(projections);
  }
}
