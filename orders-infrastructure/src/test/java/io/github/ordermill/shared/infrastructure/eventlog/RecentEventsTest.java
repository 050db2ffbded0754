package io.github.ordermill.shared.infrastructure.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

  private static final int MILLION = 1_000_000;

  private final UUID aggregateId = UUID.randomUUID();
  private final RecentEvents recent = new RecentEvents();

  @Test
  void returnsEventsIfAllOfThemAreCached() {
    var first = event(1, 2);
    var second = event(2, 2);
    recent.add(List.of(first, second, event(4, 2)));

    assertThat(recent.between(aggregateId, 0, 2)).contains(List.of(first, second));
    assertThat(recent.between(aggregateId, 1, 2)).contains(List.of(second));
    assertThat(recent.between(aggregateId, 2, 4)).isEmpty();
    assertThat(recent.between(UUID.randomUUID(), 0, 1)).isEmpty();
  }

  @Test
  void evictsTheEldestEventsWhenPayloadsAreLong() {
    for (int version = 1; version <= 6; version++) {
      recent.add(List.of(event(version, MILLION)));
      recent.add(List.of(event(version, MILLION)));
    }

    assertThat(recent.between(aggregateId, 2, 6)).isPresent();
    assertThat(recent.between(aggregateId, 1, 2)).isEmpty();
  }

  private RecordedEvent event(int version, int characters) {
    return new RecordedEvent(
        version,
        new UUID(0, version),
        "Order",
        aggregateId,
        version,
        "OrderNoteAdded",
        1,
        "x".repeat(characters),
        "anonymous",
        "c",
        new UUID(1, version),
        Instant.EPOCH);
  }
}
