package io.github.ordermill.shared.infrastructure.notification;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.application.background.BackgroundTask;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.OutageLog;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlFailed;
import io.github.ordermill.shared.infrastructure.projection.CommitListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * Notifies all nodes of commits of projections: this one directly, others by PostgreSQL's <a
 * href="https://www.postgresql.org/docs/current/sql-notify.html">NOTIFY</a>, which delivers after
 * the commit and only then. There is one notification per transaction of a projection and none per
 * command, since NOTIFY serialises commits in the whole database.
 */
@ApplicationScoped
public class CommitNotifier implements CommitListener, BackgroundTask {

  private static final Logger LOG = Logger.getLogger(CommitNotifier.class.getName());

  private static final String CHANNEL = "ordermill_commits";

  /** PostgreSQL's limit is below 8,000 bytes; payloads are ASCII. */
  private static final int MAX_LENGTH = 7_900;

  /** Payload too large for NOTIFY: listeners re-read all watched versions. */
  private static final String TOO_MANY = "*";

  private static final int LISTEN_MILLIS = 1_000;
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofMillis(500);

  /** Identifies notifications of this node, which it ignores. */
  private final String node = UUID.randomUUID().toString();

  private volatile boolean stopped;
  private final OutageLog outage =
      new OutageLog(
          LOG,
          "Notifications of other nodes come late until this is over",
          "Notifications of other nodes come in time again.");

  private Database database;
  private ViewVersionNotifier viewVersions;

  /** For CDI only. */
  protected CommitNotifier() {}

  @Inject
  CommitNotifier(Database database, ViewVersionNotifier viewVersions) {
    this.database = database;
    this.viewVersions = viewVersions;
  }

  @Override
  public void committing(Connection transaction, String projection, Map<UUID, Integer> versions) {
    var commits =
        versions.entrySet().stream()
            .map(version -> version.getKey() + ":" + version.getValue())
            .collect(Collectors.joining(","));
    var head = node + " " + projection + " ";
    Sql.query(
        transaction,
        "SELECT pg_notify(?, ?)",
        row -> null,
        CHANNEL,
        head + (head.length() + commits.length() > MAX_LENGTH ? TOO_MANY : commits));
  }

  @Override
  public void committed(String projection, Map<UUID, Integer> versions) {
    viewVersions.committed(projection, versions);
  }

  @Override
  public String loopName() {
    return "commit-notifications";
  }

  @Override
  public Duration pause() {
    return PAUSE_AFTER_FAULT;
  }

  /** Ends the turn in progress within a second. */
  @Override
  public void stop() {
    stopped = true;
  }

  /** Listens until stopped, or until the database is lost. */
  @Override
  public void turn(Heartbeat heartbeat) {
    try (var connection = database.open()) {
      listen(connection, heartbeat);
    } catch (SQLException | SqlFailed fault) {
      if (!stopped) {
        outage.report(fault);
      }
      throw new Unavailable(fault);
    }
  }

  private void listen(Connection connection, Heartbeat heartbeat) throws SQLException {
    var notifying = connection.unwrap(PGConnection.class);
    Sql.update(connection, "LISTEN " + CHANNEL);
    viewVersions.checkAll(); // commits before LISTEN were not notified
    outage.end();
    while (!stopped) {
      for (var notification : notifying.getNotifications(LISTEN_MILLIS)) {
        received(notification.getParameter());
      }
      heartbeat.beat();
    }
    Sql.update(connection, "UNLISTEN " + CHANNEL);
  }

  private void received(String payload) {
    var parts = payload.split(" ", 3);
    if (parts[0].equals(node)) {
      return;
    }
    try {
      if (parts[2].equals(TOO_MANY)) {
        viewVersions.checkAll();
      } else {
        viewVersions.committed(parts[1], parse(parts[2]));
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException unknown) {
      LOG.log(Level.FINE, "A notification of unknown form: {0}", payload);
    }
  }

  private static Map<UUID, Integer> parse(String commits) {
    var versions = new HashMap<UUID, Integer>();
    for (var commit : commits.split(",")) {
      int colon = commit.indexOf(':');
      versions.put(
          UUID.fromString(commit.substring(0, colon)),
          Integer.valueOf(commit.substring(colon + 1)));
    }
    return versions;
  }
}
