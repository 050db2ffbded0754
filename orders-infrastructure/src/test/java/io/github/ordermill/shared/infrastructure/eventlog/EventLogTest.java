package io.github.ordermill.shared.infrastructure.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read at once is bounded by its size, since clients decide how large an event is. */
class EventLogTest {

  private static final Database DATABASE = TestDatabase.emptyDatabase("event_log_test");

  private final EventLog log = new EventLog();
  private final UUID aggregate = UUID.randomUUID();

  @BeforeEach
  void empty() {
    DATABASE.inTransaction(connection -> Sql.update(connection, "DELETE FROM messaging.outbox"));
  }

  private List<Integer> append(int events, int characters) {
    return DATABASE.inTransaction(
        connection ->
            IntStream.rangeClosed(1, events)
                .mapToObj(version -> append(connection, version, characters))
                .toList());
  }

  private int append(Connection connection, int version, int characters) {
    var event =
        LogFixtures.record(
            connection,
            "Sample",
            aggregate,
            version,
            "Happened",
            "{\"text\": \"" + "x".repeat(characters) + "\"}",
            Instant.parse("2026-11-22T20:56:30Z"));
    Sql.update(connection, "INSERT INTO messaging.outbox (position) VALUES (?)", event.position());
    return version;
  }

  @Test
  void readsSmallEventsOfTheOutboxAtOnce() {
    append(150, 100);

    var pending = DATABASE.inTransaction(connection -> log.pending(connection, 100));

    assertThat(pending).hasSize(100);
    assertThat(log.mayHaveMore(pending, 100)).isTrue();
    assertThat(log.mayHaveMore(pending, 101)).isFalse();
  }

  @Test
  void readsLargeEventsOfTheOutboxInSeveralTurns() {
    var appended = append(29, 900_000);
    var read = new ArrayList<Integer>();
    int turns = 0;
    boolean more = true;

    while (more) {
      var pending = DATABASE.inTransaction(connection -> log.pending(connection, 500));
      assertThat(pending).hasSizeBetween(1, 5);
      pending.forEach(event -> read.add(event.version()));
      more = log.mayHaveMore(pending, 500);
      turns++;
      DATABASE.inTransaction(
          connection -> {
            log.markPublished(connection, pending);
            return null;
          });
    }

    assertThat(read).isEqualTo(appended);
    assertThat(turns).isEqualTo(6);
  }

  @Test
  void readsLargeEventsOfAnAggregateInSeveralTurns() {
    append(12, 900_000);
    var other = UUID.randomUUID();

    var first =
        DATABASE.inTransaction(connection -> log.after(connection, Map.of(aggregate, 0, other, 0)));
    var rest = DATABASE.inTransaction(connection -> log.after(connection, Map.of(aggregate, 10)));

    assertThat(first.get(aggregate))
        .extracting(RecordedEvent::version)
        .containsExactly(1, 2, 3, 4, 5);
    assertThat(first.get(other)).isEmpty();
    assertThat(rest.get(aggregate)).extracting(RecordedEvent::version).containsExactly(11, 12);
  }
}
