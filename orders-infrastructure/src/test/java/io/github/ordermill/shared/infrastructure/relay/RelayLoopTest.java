package io.github.ordermill.shared.infrastructure.relay;

import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.lifecycle.FailingOnce;
import io.github.ordermill.shared.infrastructure.metrics.TestMetrics;
import org.junit.jupiter.api.Test;

class RelayLoopTest {

  private final FailingOnce database = new FailingOnce();

  @Test
  void runsAgainAfterAnError() {
    database.assertRunsAgain(
        new Relay(
            database.database(),
            new EventLog(),
            TestMetrics.create(),
            "tcp://127.0.0.1:1",
            "",
            ""));
  }
}
