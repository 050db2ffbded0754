package io.github.ordermill.shared.infrastructure.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.shared.application.Deadline;
import io.github.ordermill.shared.application.OutOfTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlTest {

  private final Database database = TestDatabase.database();

  @Test
  void cancelsAStatementWhoseTimeIsOver() {
    var deadline = Deadline.in(Duration.ofMillis(100));

    assertThatThrownBy(() -> deadline.during(() -> ask("SELECT 1 FROM pg_sleep(60)")))
        .isInstanceOf(OutOfTime.class);

    assertThat(
            ask(
                "SELECT count(*)::int FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(60)'"))
        .containsExactly(0);
  }

  @Test
  void asksNothingOnceTheTimeIsOver() {
    var over = Deadline.in(Duration.ZERO);

    assertThatThrownBy(() -> over.during(() -> ask("SELECT 1"))).isInstanceOf(OutOfTime.class);
  }

  @Test
  void goesOnWhenItsTimeWasPutOff() {
    var deadline = Deadline.in(Duration.ZERO);

    deadline.postpone(Duration.ofSeconds(60));

    assertThat(deadline.during(() -> ask("SELECT 1"))).containsExactly(1);
  }

  @Test
  void leavesNoDeadlineBehind() {
    var outer = Deadline.in(Duration.ofSeconds(60));
    var inner = Deadline.in(Duration.ZERO);

    outer.during(
        () -> {
          assertThatThrownBy(() -> inner.during(() -> ask("SELECT 1")))
              .isInstanceOf(OutOfTime.class);
          assertThat(Deadline.current()).containsSame(outer);
          return null;
        });

    assertThat(Deadline.current()).isEmpty();
    assertThat(ask("SELECT 1 FROM pg_sleep(0.1)")).containsExactly(1);
  }

  private List<Integer> ask(String sql) {
    return database.read(connection -> Sql.query(connection, sql, row -> row.getInt(1)));
  }
}
