package io.github.ordermill.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Embedded database and broker: usable by this user alone. */
class PrivateServersIT {

  private static final Set<PosixFilePermission> OWNER =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final RunningStack stack = RunningStack.shared();

  @ParameterizedTest
  @CsvSource({
    "postgres, ''",
    "postgres, postgres",
    "postgres, orders",
    "orders, ''",
    "orders, orders",
    "root, ''"
  })
  void letsNobodyIntoTheDatabaseWithoutTheGeneratedPassword(String user, String password) {
    assertThatThrownBy(() -> login(stack.database(), user, password))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void hasNoSocketInTheFileSystem() throws SQLException {
    try (var connection = stack.database().connectAsAdministrator("postgres");
        var statement = connection.createStatement();
        var row = statement.executeQuery("SHOW unix_socket_directories")) {
      row.next();
      assertThat(row.getString(1)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"orders, orders", "orders, broker-password", ", "})
  void letsNobodyIntoTheBrokerWithoutTheGeneratedPassword(String user, String password) {
    assertThatThrownBy(
            () -> {
              try (var factory = new ActiveMQConnectionFactory(stack.broker().url());
                  var connection = factory.createConnection(user, password)) {
                connection.start();
              }
            })
        .hasMessageContaining("AMQ229031");
  }

  @Test
  void setsThePasswordInDataOfEarlierVersions() throws IOException, SQLException {
    var directory = RunningStack.emptyDirectory("earlier-data");
    var data = directory.resolve("postgresql");
    createEarlierData(data);
    var server =
        new PostgresServer(data, directory.resolve("log/postgresql.log"), FreePorts.next());

    for (int start = 1; start <= 2; start++) {
      server.start();
      try {
        server.connect().close();
        for (var login : new String[][] {{"orders", "orders"}, {"postgres", ""}}) {
          assertThatThrownBy(() -> login(server, login[0], login[1]))
              .as("start %d, %s", start, login[0])
              .isInstanceOf(SQLException.class);
        }
      } finally {
        server.stop();
      }
    }
  }

  /** Data that trust every local login, and an owner whose password is its name. */
  private static void createEarlierData(Path data) throws IOException, SQLException {
    try (var earlier =
            EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(BuildOutput.directory().resolve("postgresql").toFile())
                .setLocaleConfig("locale", "C.UTF-8")
                .start();
        var connection = earlier.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE ROLE orders LOGIN PASSWORD 'orders'");
      statement.execute("CREATE DATABASE orders OWNER orders");
    }
  }

  private static void login(PostgresServer server, String user, String password)
      throws SQLException {
    DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", user, password)
        .close();
  }

  @Test
  void keepsDataLogsAndExecutablesPrivate() throws IOException {
    var directory = stack.database().log().getParent().getParent();
    for (var name : new String[] {"postgresql", "artemis", "log"}) {
      assertPrivate(directory.resolve(name));
    }
    for (var name : new String[] {"postgresql-password", "artemis-password"}) {
      assertThat(Files.getPosixFilePermissions(directory.resolve(name)))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
    assertThat(Files.getPosixFilePermissions(BuildOutput.directory().resolve("postgresql")))
        .isEqualTo(OWNER);
  }

  private static void assertPrivate(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      assertThat(files.filter(Files::exists))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file)).isSubsetOf(OWNER));
    }
  }

  @Test
  void showsNoPasswordInTheProcessList() throws IOException {
    assumeThat(Path.of("/proc")).isDirectory();
    var passwords = Set.of(stack.database().password(), stack.broker().password());
    try (var processes = ProcessHandle.allProcesses()) {
      assertThat(processes.map(process -> commandLine(process.pid())))
          .isNotEmpty()
          .noneMatch(line -> passwords.stream().anyMatch(line::contains));
    }
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    } catch (IOException ended) {
      return "";
    }
  }
}
