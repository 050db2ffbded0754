package io.github.ordermill.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.HttpTestClient;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Starts of {@code orders.jar} on databases that it cannot use: exit code 1, one sentence on
 * standard error, and never ready before.
 */
class FailedStartIT {

  private static final Duration END = Duration.ofSeconds(120);

  private final RunningStack stack = RunningStack.shared();
  private final ApplicationServer node = stack.secondNode();
  private final String database = "failed_start_" + ProcessHandle.current().pid();

  @BeforeEach
  void createDatabase() throws SQLException {
    administer(
        "postgres",
        "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)",
        "CREATE DATABASE " + database + " OWNER orders");
    node.withSetting("ORDERS_DB_URL", url(database));
  }

  @AfterEach
  void dropDatabase() throws SQLException {
    node.kill();
    administer("postgres", "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
  }

  @Test
  void endsIfTheUserMayNotCreateSchemas() throws SQLException {
    administer("postgres", "ALTER DATABASE " + database + " OWNER TO postgres");

    assertThat(sentenceOfTheFailedStart())
        .startsWith("ORDERS_DB_USER ")
        .contains("permission denied for database " + database, "owner");
  }

  @Test
  void endsIfAMigrationFails() throws SQLException {
    administer(database, "SET ROLE orders", "CREATE SCHEMA ordering", "CREATE SCHEMA messaging");
    administer(database, "SET ROLE orders", "CREATE TABLE messaging.event_log (position bigint)");

    assertThat(sentenceOfTheFailedStart()).startsWith("The database cannot be migrated: ");
  }

  @Test
  void endsIfTheDatabaseIsOfALaterVersion() throws SQLException {
    administer(
        database,
        "SET ROLE orders",
        "CREATE SCHEMA messaging",
        """
        CREATE TABLE messaging.flyway_schema_history (installed_rank int PRIMARY KEY, version text,
          description text NOT NULL, type text NOT NULL, script text NOT NULL, checksum int,
          installed_by text NOT NULL, installed_on timestamp NOT NULL DEFAULT now(),
          execution_time int NOT NULL, success boolean NOT NULL)
        """,
        "INSERT INTO messaging.flyway_schema_history VALUES (1, '1', 'messaging', 'SQL',"
            + " 'V1__messaging.sql', 1, 'orders', now(), 1, true)");

    assertThat(sentenceOfTheFailedStart()).startsWith("The database cannot be migrated: ");
  }

  /** Starts the node and asserts that it ends with code 1 and was never ready. */
  private String sentenceOfTheFailedStart() {
    var wasReady = new AtomicBoolean();
    node.launch();
    Awaitility.await()
        .atMost(END)
        .until(
            () -> {
              if (isReadyOnAnyPort()) {
                wasReady.set(true);
              }
              return node.hasEnded();
            });
    assertThat(wasReady).as("ready at any time").isFalse();
    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.errorTail().lines()).as(node.logTail()).hasSize(1);
    return node.errorTail();
  }

  private boolean isReadyOnAnyPort() {
    try {
      return node.isReady()
          || new HttpTestClient(node.uri()).get("/health/ready").statusCode() == 200;
    } catch (UncheckedIOException notListening) {
      return false;
    }
  }

  private String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + stack.database().port() + "/" + name;
  }

  private void administer(String name, String... statements) throws SQLException {
    try (Connection connection = stack.database().connectAsAdministrator(name);
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
