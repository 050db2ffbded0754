package io.github.ordermill.shared.infrastructure.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.lifecycle.FailingOnce;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NotificationLoopsTest {

  private final FailingOnce database = new FailingOnce();

  @Test
  void commitNotificationsRunAgainAfterAnError() {
    var viewVersions = new ViewVersionNotifier(TestDatabase.database());

    database.assertRunsAgain(new CommitNotifier(database.database(), viewVersions));
  }

  @Test
  void checksOfViewVersionsRunAgainAfterAnError() {
    var viewVersions = new ViewVersionNotifier(database.database());
    viewVersions.watch("projection", UUID.randomUUID(), 0, version -> {});

    database.assertRunsAgain(viewVersions);
  }

  @Test
  void aListenerThatFailsKeepsNoOtherFromBeingNotified() {
    var viewVersions = new ViewVersionNotifier(TestDatabase.database());
    var id = UUID.randomUUID();
    var received = new ArrayList<Integer>();
    viewVersions.watch(
        "projection",
        id,
        0,
        version -> {
          throw new StackOverflowError("listener");
        });
    viewVersions.watch("projection", id, 0, received::add);

    viewVersions.committed("projection", Map.of(id, 1));

    assertThat(received).containsExactly(1);
  }
}
