package io.github.ordermill.shared.infrastructure.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one node commits is heard on every node, once it can be read there. */
class CommitNotifierTest {

  private static final String PROJECTION = "feed-test";

  private final List<Node> nodes = new ArrayList<>();
  private final Queue<Integer> heard = new ConcurrentLinkedQueue<>();
  private final UUID order = UUID.randomUUID();

  /** The feed of one node, with its threads. */
  private static final class Node {
    private final Database database;
    private final ViewVersionNotifier lookout;
    private final CommitNotifier feed;
    private final List<Thread> threads;

    Node(Database database) {
      this.database = database;
      this.lookout = new ViewVersionNotifier(database);
      this.feed = new CommitNotifier(database, lookout);
      this.threads = Stream.of(lookout, feed).map(Thread::new).toList();
      threads.forEach(Thread::start);
    }

    /** As a projector does. */
    void project(Map<UUID, Integer> versions) {
      database.inTransaction(
          connection -> {
            write(connection, versions);
            return null;
          });
      feed.committed(PROJECTION, versions);
    }

    void write(Connection connection, Map<UUID, Integer> versions) {
      versions.forEach((id, version) -> CommitNotifierTest.write(connection, id, version));
      feed.committing(connection, PROJECTION, versions);
    }

    void stop() throws InterruptedException {
      feed.stop();
      lookout.stop();
      for (var thread : threads) {
        thread.join();
      }
    }
  }

  private Node node(Database database) {
    var node = new Node(database);
    nodes.add(node);
    return node;
  }

  /** A node that has heard something, so that what comes next is heard and not found. */
  private Node listeningNode(Node other) {
    var node = node(TestDatabase.database());
    var first = UUID.randomUUID();
    var told = new ConcurrentLinkedQueue<Integer>();
    node.lookout.watch(PROJECTION, first, 0, told::add);
    other.project(Map.of(first, 1));
    soon().until(() -> told.contains(1));
    return node;
  }

  @AfterEach
  void stopNodes() throws InterruptedException {
    for (var node : nodes) {
      node.stop();
    }
  }

  @Test
  void tellsItsOwnNodeAtOnce() {
    var node = node(TestDatabase.database());
    node.lookout.watch(PROJECTION, order, 0, heard::add);

    node.project(Map.of(order, 1));

    assertThat(heard).containsExactly(1);
  }

  @Test
  void tellsOtherNodesOfRisingVersionsOnly() {
    var here = node(TestDatabase.database());
    var there = listeningNode(here);
    there.lookout.watch(PROJECTION, order, 1, heard::add);

    here.project(Map.of(order, 1));
    here.project(Map.of(order, 2));
    here.project(Map.of(order, 3));

    soon().until(() -> heard.contains(3));
    assertThat(heard).doesNotContain(1).doesNotHaveDuplicates();
  }

  @Test
  void tellsNothingBeforeTheCommit() throws SQLException {
    var here = node(TestDatabase.database());
    var there = listeningNode(here);
    var other = UUID.randomUUID();
    var heardOfOther = new ConcurrentLinkedQueue<Integer>();
    there.lookout.watch(PROJECTION, order, 0, heard::add);
    there.lookout.watch(PROJECTION, other, 0, heardOfOther::add);

    try (var connection = TestDatabase.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      here.write(connection, Map.of(order, 1));
      here.project(Map.of(other, 1));
      soon().until(() -> heardOfOther.contains(1));
      assertThat(heard).isEmpty();
      connection.commit();
    }

    soon().until(() -> heard.contains(1));
  }

  @Test
  void tellsNobodyOfWhatIsRolledBack() throws SQLException {
    var here = node(TestDatabase.database());
    var there = listeningNode(here);
    there.lookout.watch(PROJECTION, order, 0, heard::add);

    try (var connection = TestDatabase.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      here.write(connection, Map.of(order, 1));
      connection.rollback();
    }
    here.project(Map.of(order, 2));

    soon().until(() -> heard.contains(2));
    assertThat(heard).containsExactly(2);
  }

  @Test
  void findsItsOrderAmongMoreThanANotificationHolds() {
    var here = node(TestDatabase.database());
    var there = listeningNode(here);
    there.lookout.watch(PROJECTION, order, 0, heard::add);
    var many = new HashMap<UUID, Integer>();
    for (int i = 0; i < 1_000; i++) {
      many.put(UUID.randomUUID(), 1);
    }
    many.put(order, 4);

    here.project(many);

    soon().until(() -> heard.contains(4));
  }

  @Test
  void findsWhatWasCommittedWhileNobodyListened() throws SQLException {
    var here = node(TestDatabase.database());
    var there = listeningNode(here);
    there.lookout.watch(PROJECTION, order, 0, heard::add);

    try (var connection = TestDatabase.dataSource().getConnection()) {
      Sql.query(
          connection,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'",
          row -> null);
      write(connection, order, 1); // and says nothing to anybody
    }

    soon().until(() -> heard.contains(1));
    here.project(Map.of(order, 2));
    soon().until(() -> heard.contains(2));
  }

  @Test
  void tellsWhatAReplicaShowsAndNotWhatItLacks() throws SQLException {
    var replica = TestDatabase.emptyDataSource("replica");
    var node = node(new Database(TestDatabase.dataSource(), replica));
    var shown = UUID.randomUUID();
    var heardOfShown = new ConcurrentLinkedQueue<Integer>();
    node.lookout.watch(PROJECTION, order, 0, heard::add);
    node.lookout.watch(PROJECTION, shown, 0, heardOfShown::add);

    try (var connection = replica.getConnection()) {
      node.project(Map.of(order, 1, shown, 1));
      write(connection, shown, 1);
      soon().until(() -> heardOfShown.contains(1));
      assertThat(heard).isEmpty();
      write(connection, order, 1);
    }

    soon().until(() -> heard.contains(1));
  }

  @Test
  void tellsNothingAfterTheEnd() {
    var node = node(TestDatabase.database());
    var ended = node.lookout.watch(PROJECTION, order, 0, heard::add);
    var other = new ConcurrentLinkedQueue<Integer>();
    node.lookout.watch(PROJECTION, order, 0, other::add);

    ended.end();
    ended.end();
    node.project(Map.of(order, 1));

    assertThat(other).containsExactly(1);
    assertThat(heard).isEmpty();
  }

  private static void write(Connection connection, UUID id, int version) {
    Sql.update(
        connection,
        """
        INSERT INTO views.projection_checkpoint (projection, aggregate_id, version) VALUES (?, ?, ?)
        ON CONFLICT (projection, aggregate_id) DO UPDATE SET version = excluded.version
        """,
        PROJECTION,
        id,
        version);
  }

  private static ConditionFactory soon() {
    return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10));
  }
}
