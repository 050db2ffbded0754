package io.github.ordermill.shared.infrastructure.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.shared.application.Deadline;
import io.github.ordermill.shared.application.DeadlineExceeded;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SqlTest {

  private final Database database = TestDatabase.database();

  @Test
  void cancelsAStatementAtItsDeadline() {
    var deadline = Deadline.in(Duration.ofMillis(100));

    assertThatThrownBy(() -> deadline.during(() -> query("SELECT 1 FROM pg_sleep(60)")))
        .isInstanceOf(DeadlineExceeded.class);

    assertThat(
            query(
                "SELECT count(*)::int FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(60)'"))
        .containsExactly(0);
  }

  @Test
  void runsNothingAfterTheDeadline() {
    var expired = Deadline.in(Duration.ZERO);

    assertThatThrownBy(() -> expired.during(() -> query("SELECT 1")))
        .isInstanceOf(DeadlineExceeded.class);
  }

  @Test
  void restoresTheOuterDeadline() {
    var outer = Deadline.in(Duration.ofSeconds(60));
    var inner = Deadline.in(Duration.ZERO);

    outer.during(
        () -> {
          assertThatThrownBy(() -> inner.during(() -> query("SELECT 1")))
              .isInstanceOf(DeadlineExceeded.class);
          assertThat(Deadline.current()).containsSame(outer);
          return null;
        });

    assertThat(Deadline.current()).isEmpty();
    assertThat(query("SELECT 1 FROM pg_sleep(0.1)")).containsExactly(1);
  }

  @Test
  void writesColumnsOfAllTypesUnchanged() {
    var id = UUID.fromString("0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a77");
    var texts = Arrays.asList("{\"a\": \"b\\\\c\"}", null, "", "NULL", "\uD83D\uDCA5, {}");

    database.inTransaction(
        connection -> {
          Sql.update(
              connection,
              """
              CREATE TEMPORARY TABLE all_types (
                a text, b uuid, c int, d bigint, e numeric, f timestamptz, g date, h text)
                ON COMMIT DROP
              """);
          Sql.batch(
              connection,
              "INSERT INTO all_types SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)",
              texts.stream()
                  .map(
                      text ->
                          new Object[] {
                            text,
                            id,
                            text == null ? null : 1,
                            2L,
                            new BigDecimal("3.50"),
                            Instant.EPOCH,
                            LocalDate.EPOCH,
                            null
                          })
                  .toList());
          assertThat(Sql.query(connection, "SELECT a FROM all_types", row -> row.getString(1)))
              .isEqualTo(texts);
          assertThat(
                  Sql.query(
                      connection,
                      "SELECT DISTINCT concat_ws(' ', b, c, d, e, f AT TIME ZONE 'UTC', g, h) FROM all_types WHERE c = 1",
                      row -> row.getString(1)))
              .containsExactly(id + " 1 2 3.50 1970-01-01 00:00:00 1970-01-01");
          return null;
        });
  }

  @Test
  void rejectsColumnsOfOtherTypes() {
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    connection -> {
                      Sql.batch(
                          connection, "SELECT unnest(?)", List.<Object[]>of(new Object[] {'c'}));
                      return null;
                    }))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Integer> query(String sql) {
    return database.read(connection -> Sql.query(connection, sql, row -> row.getInt(1)));
  }
}
