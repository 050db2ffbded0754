package io.github.ordermill.shared.infrastructure.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.application.signing.SigningKey;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class StoredSigningKeysTest {

  private static final Database DATABASE = TestDatabase.emptyDatabase("signing_keys_test");

  private final StoredSigningKeys keys = node();

  @BeforeEach
  void deleteKeys() {
    update("DELETE FROM messaging.signing_key");
  }

  @Test
  void nodesThatStartAtOnceShareOneKey() throws Exception {
    var nodes = Executors.newFixedThreadPool(8);
    try {
      var started = new ArrayList<Callable<SigningKey>>();
      for (int i = 0; i < 8; i++) {
        started.add(
            () -> {
              var node = node();
              node.refresh();
              return node.current();
            });
      }

      assertThat(nodes.invokeAll(started).stream().map(StoredSigningKeysTest::result).distinct())
          .hasSize(1);
    } finally {
      nodes.shutdown();
    }
  }

  @Test
  void aNewKeySignsOnlyWhenEveryNodeHasHadTheTimeToReadIt() {
    keys.refresh();
    var first = keys.current();
    age(first.id(), "90 days");

    keys.refresh();

    assertThat(keys.current()).isEqualTo(first);
    int second = newestKey();
    assertThat(second).isNotEqualTo(first.id());
    assertThat(keys.find(second)).isPresent();
    age(second, "5 minutes");
    keys.refresh();
    assertThat(keys.current().id()).isEqualTo(second);
    assertThat(keys.find(first.id())).contains(first);
  }

  @Test
  void anOldKeyIsAcceptedForAWeekAfterItsSuccessor() {
    keys.refresh();
    int first = keys.current().id();
    age(first, "90 days");
    keys.refresh();
    int second = newestKey();

    age(second, "7 days");
    keys.refresh();
    assertThat(keys.find(first)).isPresent();

    age(second, "7 days 5 minutes");
    keys.refresh();
    assertThat(keys.find(first)).isEmpty();
    assertThat(keys.current().id()).isEqualTo(second);
  }

  @Test
  void keysThatAnOperatorDeletesAreReplaced() {
    keys.refresh();
    int leaked = keys.current().id();

    update("DELETE FROM messaging.signing_key");
    keys.refresh();

    assertThat(keys.find(leaked)).isEmpty();
    assertThat(keys.find(keys.current().id())).isPresent();
  }

  @Test
  void keepsItsKeysWhileTheDatabaseIsAway() {
    var dataSource = (PGSimpleDataSource) TestDatabase.dataSource();
    dataSource.setDatabaseName("signing_keys_test");
    var node = new StoredSigningKeys(new Database(dataSource), Duration.ofDays(90));
    node.refresh();
    var key = node.current();

    dataSource.setPortNumbers(new int[] {1});

    assertThatThrownBy(node::refresh).isInstanceOf(Unavailable.class);
    assertThat(node.current()).isEqualTo(key);
    assertThat(node.find(key.id())).contains(key);
  }

  @Test
  void isUnavailableBeforeTheFirstKeyWasRead() {
    assertThatThrownBy(keys::current).isInstanceOf(Unavailable.class);
    assertThat(keys.find(1)).isEmpty();
  }

  private static StoredSigningKeys node() {
    return new StoredSigningKeys(DATABASE, Duration.ofDays(90));
  }

  private static SigningKey result(Future<SigningKey> node) {
    try {
      return node.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int newestKey() {
    return DATABASE.<Integer>read(
        connection ->
            Sql.query(connection, "SELECT max(id) FROM messaging.signing_key", row -> row.getInt(1))
                .get(0));
  }

  private static void age(int key, String interval) {
    update(
        "UPDATE messaging.signing_key SET created_at = now() - interval '%s' WHERE id = %d"
            .formatted(interval, key));
  }

  private static void update(String sql) {
    DATABASE.inTransaction(connection -> Sql.update(connection, sql));
  }
}
