package io.github.ordermill.shared.infrastructure.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.shared.application.Unavailable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ReadFallbackTest {

  private final PGSimpleDataSource nowhere = new PGSimpleDataSource();

  ReadFallbackTest() {
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/orders");
  }

  @Test
  void readsFromTheMainDatabaseWhileTheReplicaIsUnavailableIfThereIsAFallback() {
    var database = new Database(TestDatabase.dataSource(), nowhere, true);

    assertThat(one(database)).isEqualTo(1);
    assertThat(one(database)).isEqualTo(1);
  }

  @Test
  void failsWhileTheReplicaIsUnavailableWithoutAFallbackAndLeavesTheMainDatabaseAlone() {
    var database = new Database(TestDatabase.dataSource(), nowhere);
    var before = database.sinceUnavailable();

    assertThatThrownBy(() -> one(database)).isInstanceOf(Unavailable.class);

    assertThat(database.sinceUnavailable()).as("no outage of the main one").isGreaterThan(before);
    List<Integer> answer =
        database.inTransaction(
            connection -> Sql.query(connection, "SELECT 1", row -> row.getInt(1)));
    assertThat(answer).containsExactly(1);
  }

  @Test
  void doesNotHideAWrongStatementBehindTheFallback() {
    var database = new Database(TestDatabase.dataSource(), TestDatabase.dataSource(), true);

    assertThatThrownBy(
            () -> database.read(connection -> Sql.query(connection, "SELECT nope", row -> null)))
        .isInstanceOf(SqlFailed.class);
  }

  private static int one(Database database) {
    return database
        .read(connection -> Sql.query(connection, "SELECT 1", row -> row.getInt(1)))
        .get(0);
  }
}
