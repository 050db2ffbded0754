package io.github.ordermill.shared.infrastructure.relay;

import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.OutageLog;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The relay. Of all nodes the one that holds an advisory lock sends; the lock belongs to the very
 * connection that reads the log and notes what is sent, so a node that loses it cannot go on by
 * mistake.
 *
 * <p>A batch is sent in one JMS transaction and noted afterwards. If the node dies in between, the
 * batch is sent again: receivers know duplicates by order and version.
 */
@ApplicationScoped
public class Relay implements Runnable {

  /** The topic that events go to. */
  public static final String TOPIC = "orders.events";

  private static final Logger LOG = Logger.getLogger(Relay.class.getName());

  /** The key of the advisory lock: "ordermil" as eight bytes, the same on every node for good. */
  public static final long LOCK = 0x6F726465726D696CL;

  private static final int BATCH = 500;

  /** How soon what another node has appended is found, at the latest. */
  private static final long POLL_MILLIS = 100;

  private static final long PAUSE_AFTER_FAULT_MILLIS = 500;

  private final Semaphore wakeUps = new Semaphore(0);
  private final BatchLinger gathering = new BatchLinger();
  private volatile boolean stopped;
  private volatile boolean leading;
  private final OutageLog outage =
      new OutageLog(LOG, "The relay waits and tries again", "The relay goes on.");

  @Inject Database database;
  @Inject EventLog log;

  @Inject
  @ConfigProperty(name = "orders.broker.url")
  String brokerUrl;

  @Inject
  @ConfigProperty(name = "orders.broker.user", defaultValue = "")
  String brokerUser;

  @Inject
  @ConfigProperty(name = "orders.broker.password", defaultValue = "")
  String brokerPassword;

  void wakeUp(@Observes EventLog.Appended appended) {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  /** Ends the loop of {@link #run} soon. */
  public void stop() {
    stopped = true;
    wakeUps.release();
  }

  /** Whether this node sends at present. */
  public boolean isLeading() {
    return leading;
  }

  /** Sends until stopped; outlives the loss of database and broker. */
  @Override
  public void run() {
    while (!stopped) {
      try (var connection = database.open()) {
        if (lead(connection)) {
          try {
            sendWhileLeading(connection);
          } finally {
            leading = false;
            try {
              Sql.update(connection, "RESET synchronous_commit");
            } finally {
              Sql.query(connection, "SELECT pg_advisory_unlock_all()", row -> null);
            }
          }
        }
        outage.end();
      } catch (SQLException | JMSException | RuntimeException fault) {
        if (!stopped) {
          outage.report(fault);
        }
      }
      pause(PAUSE_AFTER_FAULT_MILLIS);
    }
  }

  private boolean lead(Connection connection) {
    leading =
        Sql.query(connection, "SELECT pg_try_advisory_lock(?)", row -> row.getBoolean(1), LOCK)
            .get(0);
    return leading;
  }

  /**
   * That something has been sent need not reach the disk at once: what a crash of the database
   * forgets is sent again.
   */
  private void sendWhileLeading(Connection connection) throws JMSException {
    Sql.update(connection, "SET synchronous_commit = off");
    try (var factory = new ActiveMQConnectionFactory(brokerUrl)) {
      factory.setReconnectAttempts(0);
      factory.setBlockOnDurableSend(false);
      try (var broker =
              brokerUser.isEmpty()
                  ? factory.createConnection()
                  : factory.createConnection(brokerUser, brokerPassword);
          var session = broker.createSession(true, Session.SESSION_TRANSACTED);
          var producer = session.createProducer(session.createTopic(TOPIC))) {
        while (!stopped) {
          long begin = System.nanoTime();
          var events = log.pending(connection, BATCH);
          outage.end();
          if (!events.isEmpty()) {
            send(session, producer, events);
            log.markPublished(connection, events);
          }
          if (events.size() < BATCH) {
            wakeUps.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (!events.isEmpty()) {
              gather(begin);
            }
          }
        }
      }
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Lets events come together for the next batch, if the last one has just been begun: under load
   * this makes few large batches out of many small ones, and an event that comes after a pause is
   * sent at once.
   */
  private void gather(long lastBegin) throws InterruptedException {
    long now = System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(lastBegin + gathering.time(now).toNanos() - now);
  }

  private static void send(Session session, MessageProducer producer, List<RecordedEvent> events)
      throws JMSException {
    for (var message : EventMessage.of(session, events)) {
      producer.send(message);
    }
    session.commit();
  }

  private void pause(long millis) {
    try {
      if (!stopped) {
        TimeUnit.MILLISECONDS.sleep(millis);
      }
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
    }
  }
}
