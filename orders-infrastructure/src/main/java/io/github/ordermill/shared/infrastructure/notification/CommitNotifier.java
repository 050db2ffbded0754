package io.github.ordermill.shared.infrastructure.notification;

import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.OutageLog;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.projection.CommitListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * Carries the commits of projections to all nodes: to this one directly, to others by PostgreSQL's
 * <a href="https://www.postgresql.org/docs/current/sql-notify.html">NOTIFY</a>, which delivers
 * after the commit and only then. There is one notification for each transaction of a projection,
 * and none for a command, since NOTIFY commits one at a time in the whole database.
 */
@ApplicationScoped
public class CommitNotifier implements CommitListener, Runnable {

  private static final Logger LOG = Logger.getLogger(CommitNotifier.class.getName());

  private static final String CHANNEL = "ordermill_commits";

  /** PostgreSQL takes less than 8,000 bytes; ours are ASCII. */
  private static final int LONGEST = 7_900;

  /** Says that so much has been committed that everybody had better look for himself. */
  private static final String MUCH = "*";

  private static final int LISTEN_MILLIS = 1_000;
  private static final long PAUSE_AFTER_FAULT_MILLIS = 500;

  /** Tells notifications of our own from those of other nodes. */
  private final String node = UUID.randomUUID().toString();

  private volatile boolean stopped;
  private final OutageLog outage =
      new OutageLog(
          LOG,
          "News of other nodes come late until this is over",
          "News of other nodes come again.");

  private Database database;
  private ViewVersionNotifier lookout;

  /** For CDI only. */
  protected CommitNotifier() {}

  @Inject
  CommitNotifier(Database database, ViewVersionNotifier lookout) {
    this.database = database;
    this.lookout = lookout;
  }

  @Override
  public void committing(Connection transaction, String projection, Map<UUID, Integer> versions) {
    var commits =
        versions.entrySet().stream()
            .map(move -> move.getKey() + ":" + move.getValue())
            .collect(Collectors.joining(","));
    var head = node + " " + projection + " ";
    Sql.query(
        transaction,
        "SELECT pg_notify(?, ?)",
        row -> null,
        CHANNEL,
        head + (head.length() + commits.length() > LONGEST ? MUCH : commits));
  }

  @Override
  public void committed(String projection, Map<UUID, Integer> versions) {
    lookout.committed(projection, versions);
  }

  /** Ends {@link #run} within a second. */
  public void stop() {
    stopped = true;
  }

  /** Listens until stopped; outlives the loss of the database. */
  @Override
  public void run() {
    while (!stopped) {
      try (var connection = database.open()) {
        listen(connection);
      } catch (SQLException | RuntimeException fault) {
        if (!stopped) {
          outage.report(fault);
          pause();
        }
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    var notifying = connection.unwrap(PGConnection.class);
    Sql.update(connection, "LISTEN " + CHANNEL);
    lookout.lookAtAll(); // nobody has told us what was committed before
    outage.end();
    while (!stopped) {
      for (var notification : notifying.getNotifications(LISTEN_MILLIS)) {
        heard(notification.getParameter());
      }
    }
    Sql.update(connection, "UNLISTEN " + CHANNEL);
  }

  private void heard(String payload) {
    var parts = payload.split(" ", 3);
    if (parts[0].equals(node)) {
      return;
    }
    try {
      if (parts[2].equals(MUCH)) {
        lookout.lookAtAll();
      } else {
        lookout.committed(parts[1], versions(parts[2]));
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException notOurs) {
      LOG.log(Level.FINE, "A notification that is none of ours: {0}", payload);
    }
  }

  private static Map<UUID, Integer> versions(String commits) {
    var versions = new HashMap<UUID, Integer>();
    for (var commit : commits.split(",")) {
      int colon = commit.indexOf(':');
      versions.put(
          UUID.fromString(commit.substring(0, colon)),
          Integer.valueOf(commit.substring(colon + 1)));
    }
    return versions;
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAULT_MILLIS);
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
    }
  }
}
