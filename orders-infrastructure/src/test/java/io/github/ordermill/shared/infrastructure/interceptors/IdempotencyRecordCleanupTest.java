package io.github.ordermill.shared.infrastructure.interceptors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.lifecycle.FailingOnce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class IdempotencyRecordCleanupTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Database DATABASE = TestDatabase.database();

  @Test
  void deletesRecordsOlderThanTheRetentionAndNoOthers() {
    var cleanup =
        new IdempotencyRecordCleanup(
            DATABASE, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(7));
    record("old", 1_200, NOW.minus(Duration.ofDays(8)));
    record("young", 3, NOW.minus(Duration.ofDays(6)));

    int deleted = cleanup.deleteExpired(() -> {});

    assertThat(deleted).isEqualTo(1_200);
    assertThat(
            DATABASE.<Integer>read(
                connection ->
                    Sql.query(
                            connection,
                            "SELECT count(*) FROM messaging.idempotency_record WHERE actor = 'young'",
                            row -> row.getInt(1))
                        .get(0)))
        .isEqualTo(3);
  }

  @Test
  void runsAgainAfterAnError() {
    var database = new FailingOnce();

    database.assertRunsAgain(
        new IdempotencyRecordCleanup(
            database.database(), Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(7)));
  }

  private static void record(String actor, int answers, Instant at) {
    DATABASE.inTransaction(
        connection ->
            Sql.update(
                connection,
                """
                INSERT INTO messaging.idempotency_record (
                  actor, idempotency_key, fingerprint, result, recorded_at)
                SELECT ?, n::text, '', '{}', ? FROM generate_series(1, ?) AS n
                """,
                actor,
                at,
                answers));
  }
}
