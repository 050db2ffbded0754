package io.github.ordermill.shared.infrastructure.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.sql.Connection;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Lag of a view that queries read from a replica. */
class LagOfReadersTest {

  private static final DataSource MAIN = TestDatabase.emptyDataSource("lag_of_readers");
  private static final DataSource REPLICA = TestDatabase.emptyDataSource("lag_of_readers_replica");

  @Test
  void countsWhatTheReplicaDoesNotShowYet() throws Exception {
    var replicated = EventFixtures.placed("replicated");
    var missing = EventFixtures.placed("missing");
    record(MAIN, replicated);
    record(MAIN, missing);
    record(REPLICA, replicated);
    var runner = runner(new Database(MAIN, REPLICA));
    runner.scanForMissedEvents();

    assertThat(runner.lag().events()).as("in the main database").isZero();
    assertThat(runner.lagOfReaders().events())
        .as("one whose view and one whose event is not on the replica yet")
        .isEqualTo(2);
    assertThat(runner.lagOfReaders().millis(EventFixtures.MONDAY.plusSeconds(10)))
        .isEqualTo(10_000);
  }

  @Test
  void isThatOfTheMainDatabaseWhileTheReplicaIsUnavailable() {
    var nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/orders");
    var runner = runner(new Database(MAIN, nowhere));

    assertThat(runner.lagOfReaders()).isEqualTo(runner.lag());
  }

  private static void record(DataSource database, OrderEvent event) throws Exception {
    try (var connection = database.getConnection()) {
      EventFixtures.record(connection, event);
    }
  }

  private static ProjectionRunner runner(Database database) {
    return new ProjectionRunner(
        new Nothing(),
        database,
        new EventLog(),
        Clock.fixed(EventFixtures.MONDAY.plusSeconds(10), ZoneOffset.UTC),
        1);
  }

  private static final class Nothing implements Projection {

    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public String aggregateType() {
      return "Order";
    }

    @Override
    public void apply(Connection transaction, List<RecordedEvent> events) {
      // the checkpoints suffice
    }
  }
}
