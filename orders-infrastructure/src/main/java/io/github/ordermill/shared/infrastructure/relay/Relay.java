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
 * Publishes the events in the outbox to the broker. One node of the cluster does so: the one that
 * holds an advisory lock. The lock belongs to the connection that reads the outbox and deletes from
 * it, so that a node that loses the lock cannot continue.
 *
 * <p>A batch is sent in one JMS transaction and deleted from the outbox afterwards. If the node
 * dies in between, the batch is sent again; receivers recognise duplicates by aggregate and
 * version.
 */
@ApplicationScoped
public class Relay implements Runnable {

  /** The topic to which events are published. */
  public static final String TOPIC = "orders.events";

  /** Key of the advisory lock, "ordermil" in ASCII. All nodes and versions must use the same. */
  public static final long LOCK = 0x6F726465726D696CL;

  private static final Logger LOG = Logger.getLogger(Relay.class.getName());

  private static final int MAX_EVENTS_PER_BATCH = 500;

  /** Maximum delay before events that another node has appended are found. */
  private static final long POLL_MILLIS = 100;

  private static final long PAUSE_AFTER_FAULT_MILLIS = 500;

  private final Semaphore wakeUps = new Semaphore(0);
  private final BatchLinger linger = new BatchLinger();
  private final OutageLog outage =
      new OutageLog(LOG, "The relay waits and tries again", "The relay goes on.");
  private volatile boolean stopped;

  private Database database;
  private EventLog log;
  private String brokerUrl;
  private String brokerUser;
  private String brokerPassword;

  /** For CDI only. */
  protected Relay() {}

  @Inject
  Relay(
      Database database,
      EventLog log,
      @ConfigProperty(name = "orders.broker.url") String brokerUrl,
      @ConfigProperty(name = "orders.broker.user", defaultValue = "") String brokerUser,
      @ConfigProperty(name = "orders.broker.password", defaultValue = "") String brokerPassword) {
    this.database = database;
    this.log = log;
    this.brokerUrl = brokerUrl;
    this.brokerUser = brokerUser;
    this.brokerPassword = brokerPassword;
  }

  void wakeUp(@Observes EventLog.Appended appended) {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  /** Ends {@link #run} soon. */
  public void stop() {
    stopped = true;
    wakeUps.release();
  }

  /** Publishes until stopped; survives the loss of database and broker. */
  @Override
  public void run() {
    while (!stopped) {
      try (var connection = database.open()) {
        if (acquireLock(connection)) {
          try {
            publishWhileLocked(connection);
          } finally {
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
      pauseAfterFault();
    }
  }

  private static boolean acquireLock(Connection connection) {
    return Sql.query(connection, "SELECT pg_try_advisory_lock(?)", row -> row.getBoolean(1), LOCK)
        .get(0);
  }

  /**
   * Deletions from the outbox do not wait for the disk: events whose deletion a crash of the
   * database loses are sent again.
   */
  private void publishWhileLocked(Connection connection) throws JMSException {
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
          long start = System.nanoTime();
          var events = log.pending(connection, MAX_EVENTS_PER_BATCH);
          outage.end();
          if (!events.isEmpty()) {
            send(session, producer, events);
            log.markPublished(connection, events);
          }
          if (events.size() < MAX_EVENTS_PER_BATCH) {
            wakeUps.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (!events.isEmpty()) {
              linger(start);
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
   * Lets events accumulate for the next batch if the last one has started a moment ago: under load
   * this makes few large batches out of many small ones, and an event that follows a pause is sent
   * at once.
   */
  private void linger(long lastStart) throws InterruptedException {
    long now = System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(lastStart + linger.at(now).toNanos() - now);
  }

  private static void send(Session session, MessageProducer producer, List<RecordedEvent> events)
      throws JMSException {
    for (var message : EventMessage.of(session, events)) {
      producer.send(message);
    }
    session.commit();
  }

  private void pauseAfterFault() {
    try {
      if (!stopped) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAULT_MILLIS);
      }
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
    }
  }
}
