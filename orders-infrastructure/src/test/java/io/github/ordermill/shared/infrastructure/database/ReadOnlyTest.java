package io.github.ordermill.shared.infrastructure.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadOnlyTest {

  private static final Database DATABASE = TestDatabase.database();

  @Test
  void refusesToChangeAnythingWhileReading() {
    for (var change :
        new String[] {
          "DELETE FROM messaging.outbox",
          "SELECT nextval('ordering.order_number')",
          "CREATE TABLE messaging.more (n integer)"
        }) {
      assertThatThrownBy(() -> DATABASE.readLatest(connection -> executed(connection, change)))
          .isInstanceOfSatisfying(
              SqlFailed.class, failed -> assertThat(failed.state()).isEqualTo("25006"));
    }
  }

  @Test
  void changesRowsOnTheSameConnectionsAfterwards() {
    var id = UUID.randomUUID().toString();
    for (int i = 0; i < 50; i++) {
      assertThat(count(id)).isEqualTo(i);
      DATABASE.inTransaction(
          connection ->
              Sql.update(
                  connection,
                  "INSERT INTO messaging.idempotency_record VALUES (?, ?, '', NULL, now())",
                  id,
                  UUID.randomUUID().toString()));
    }
  }

  private static int count(String id) {
    return DATABASE.readLatest(
        connection ->
            Sql.query(
                    connection,
                    "SELECT count(*) FROM messaging.idempotency_record WHERE actor = ?",
                    row -> row.getInt(1),
                    id)
                .get(0));
  }

  private static Object executed(Connection connection, String sql) {
    return Sql.update(connection, sql);
  }
}
