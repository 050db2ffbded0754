package io.github.ordermill.shared.infrastructure.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.application.background.BackgroundLoops;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.metrics.TestMetrics;
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
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commits on one node are notified on every node once they can be read there. */
class CommitNotifierTest {

  private static final String PROJECTION = "commit-notifier-test";

  private final List<Node> nodes = new ArrayList<>();
  private final Queue<Integer> received = new ConcurrentLinkedQueue<>();
  private final UUID order = UUID.randomUUID();

  /** The notifiers of one node, with their threads. */
  private static final class Node {
    private final Database database;
    private final ViewVersionNotifier viewVersions;
    private final CommitNotifier commits;
    private final BackgroundLoops loops = new BackgroundLoops(TestMetrics.create());

    Node(Database database) {
      this.database = database;
      this.viewVersions = new ViewVersionNotifier(database);
      this.commits = new CommitNotifier(database, viewVersions);
      loops.start(viewVersions, Thread::new);
      loops.start(commits, Thread::new);
    }

    /** Commits as a projection runner does. */
    void project(Map<UUID, Integer> versions) {
      database.inTransaction(
          connection -> {
            write(connection, versions);
            return null;
          });
      commits.committed(PROJECTION, versions);
    }

    void write(Connection connection, Map<UUID, Integer> versions) {
      versions.forEach((id, version) -> CommitNotifierTest.write(connection, id, version));
      commits.committing(connection, PROJECTION, versions);
    }

    void stop() {
      loops.stop(Duration.ofSeconds(10));
    }
  }

  private Node node(Database database) {
    var node = new Node(database);
    nodes.add(node);
    return node;
  }

  /** A node that listens already, so that it is notified and finds nothing by its own checks. */
  private Node listeningNode(Node other) {
    var node = node(TestDatabase.database());
    var first = UUID.randomUUID();
    var versions = new ConcurrentLinkedQueue<Integer>();
    node.viewVersions.watch(PROJECTION, first, 0, versions::add);
    other.project(Map.of(first, 1));
    soon().until(() -> versions.contains(1));
    return node;
  }

  @AfterEach
  void stopNodes() {
    for (var node : nodes) {
      node.stop();
    }
  }

  @Test
  void notifiesItsOwnNodeAtOnce() {
    var node = node(TestDatabase.database());
    node.viewVersions.watch(PROJECTION, order, 0, received::add);

    node.project(Map.of(order, 1));

    assertThat(received).containsExactly(1);
  }

  @Test
  void notifiesOtherNodesOfRisingVersionsOnly() {
    var here = node(TestDatabase.database());
    var there = listeningNode(here);
    there.viewVersions.watch(PROJECTION, order, 1, received::add);

    here.project(Map.of(order, 1));
    here.project(Map.of(order, 2));
    here.project(Map.of(order, 3));

    soon().until(() -> received.contains(3));
    assertThat(received).doesNotContain(1).doesNotHaveDuplicates();
  }

  @Test
  void notifiesNothingBeforeTheCommit() throws SQLException {
    var here = node(TestDatabase.database());
    var there = listeningNode(here);
    var other = UUID.randomUUID();
    var receivedOfOther = new ConcurrentLinkedQueue<Integer>();
    there.viewVersions.watch(PROJECTION, order, 0, received::add);
    there.viewVersions.watch(PROJECTION, other, 0, receivedOfOther::add);

    try (var connection = TestDatabase.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      here.write(connection, Map.of(order, 1));
      here.project(Map.of(other, 1));
      soon().until(() -> receivedOfOther.contains(1));
      assertThat(received).isEmpty();
      connection.commit();
    }

    soon().until(() -> received.contains(1));
  }

  @Test
  void notifiesNothingThatIsRolledBack() throws SQLException {
    var here = node(TestDatabase.database());
    var there = listeningNode(here);
    there.viewVersions.watch(PROJECTION, order, 0, received::add);

    try (var connection = TestDatabase.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      here.write(connection, Map.of(order, 1));
      connection.rollback();
    }
    here.project(Map.of(order, 2));

    soon().until(() -> received.contains(2));
    assertThat(received).containsExactly(2);
  }

  @Test
  void notifiesMoreCommitsThanOneNotificationHolds() {
    var here = node(TestDatabase.database());
    var there = listeningNode(here);
    there.viewVersions.watch(PROJECTION, order, 0, received::add);
    var many = new HashMap<UUID, Integer>();
    for (int i = 0; i < 1_000; i++) {
      many.put(UUID.randomUUID(), 1);
    }
    many.put(order, 4);

    here.project(many);

    soon().until(() -> received.contains(4));
  }

  @Test
  void findsCommitsMadeWhileItWasNotListening() throws SQLException {
    var here = node(TestDatabase.database());
    var there = listeningNode(here);
    there.viewVersions.watch(PROJECTION, order, 0, received::add);

    try (var connection = TestDatabase.dataSource().getConnection()) {
      Sql.query(
          connection,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'",
          row -> null);
      write(connection, order, 1); // without a notification
    }

    soon().until(() -> received.contains(1));
    here.project(Map.of(order, 2));
    soon().until(() -> received.contains(2));
  }

  @Test
  void notifiesVersionsOnlyOnceTheReplicaShowsThem() throws SQLException {
    var replica = TestDatabase.emptyDataSource("replica");
    var node = node(new Database(TestDatabase.dataSource(), replica));
    var shown = UUID.randomUUID();
    var receivedOfShown = new ConcurrentLinkedQueue<Integer>();
    node.viewVersions.watch(PROJECTION, order, 0, received::add);
    node.viewVersions.watch(PROJECTION, shown, 0, receivedOfShown::add);

    try (var connection = replica.getConnection()) {
      node.project(Map.of(order, 1, shown, 1));
      write(connection, shown, 1);
      soon().until(() -> receivedOfShown.contains(1));
      assertThat(received).isEmpty();
      write(connection, order, 1);
    }

    soon().until(() -> received.contains(1));
  }

  @Test
  void notifiesNothingAfterTheWatchHasEnded() {
    var node = node(TestDatabase.database());
    var ended = node.viewVersions.watch(PROJECTION, order, 0, received::add);
    var other = new ConcurrentLinkedQueue<Integer>();
    node.viewVersions.watch(PROJECTION, order, 0, other::add);

    ended.end();
    ended.end();
    node.project(Map.of(order, 1));

    assertThat(other).containsExactly(1);
    assertThat(received).isEmpty();
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
