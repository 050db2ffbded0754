package io.github.ordermill.shared.infrastructure.relay;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.application.background.BackgroundTask;
import io.github.ordermill.shared.application.metrics.Metrics;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.OutageLog;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlFailed;
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
import java.time.Duration;
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
public class Relay implements BackgroundTask {

  /** The topic to which events are published. */
  public static final String TOPIC = "orders.events";

  /** Key of the advisory lock, "ordermil" in ASCII. All nodes and versions must use the same. */
  public static final long LOCK = 0x6F726465726D696CL;

  private static final Logger LOG = Logger.getLogger(Relay.class.getName());

  private static final int MAX_EVENTS_PER_BATCH = 500;

  /** Maximum delay before events that another node has appended are found. */
  private static final long POLL_MILLIS = 100;

  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Time limit of a call to the broker, so that one that hangs counts as unavailable. */
  private static final int CALL_MILLIS = 10_000;

  private final Semaphore wakeUps = new Semaphore(0);
  private final BatchLinger linger = new BatchLinger();
  private final OutageLog outage =
      new OutageLog(LOG, "The relay waits and tries again", "The relay goes on.");
  private volatile boolean stopped;
  private volatile boolean leading;

  private Database database;
  private EventLog log;
  private String brokerUrl;
  private String brokerUser;
  private String brokerPassword;
  private Metrics.Counter published;
  private Metrics.Counter failures;
  private Metrics.Durations batches;

  /** For CDI only. */
  protected Relay() {}

  @Inject
  Relay(
      Database database,
      EventLog log,
      Metrics metrics,
      @ConfigProperty(name = "orders.broker.url") String brokerUrl,
      @ConfigProperty(name = "orders.broker.user", defaultValue = "") String brokerUser,
      @ConfigProperty(name = "orders.broker.password", defaultValue = "") String brokerPassword) {
    this.database = database;
    this.log = log;
    this.brokerUrl = brokerUrl;
    this.brokerUser = brokerUser;
    this.brokerPassword = brokerPassword;
    this.published = metrics.counter("orders_relay_published", "Events sent to the broker");
    this.failures =
        metrics.counter(
            "orders_relay_failures", "Interruptions of the relay by the database or the broker");
    this.batches =
        metrics.durations(
            "orders_relay_batch_seconds", "Duration of sending a batch and of marking it as sent");
    metrics.gauge("orders_relay_leader", "1 on the node that publishes", () -> leading ? 1 : 0);
    metrics.gauge("orders_relay_pending_events", "Events in the outbox", this::pendingEvents);
  }

  private double pendingEvents() {
    try {
      return database.readLatest(log::countPending);
    } catch (Unavailable away) {
      return Double.NaN;
    }
  }

  void wakeUp(@Observes EventLog.Appended appended) {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  @Override
  public String loopName() {
    return "relay";
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public void stop() {
    stopped = true;
    wakeUps.release();
  }

  /** Publishes until stopped, or until database or broker are lost, if no other node does. */
  @Override
  public void turn(Heartbeat heartbeat) throws InterruptedException {
    try (var connection = database.open()) {
      try {
        if (acquireLock(connection)) {
          publishWhileLocked(connection, heartbeat);
        }
      } finally {
        leading = false;
        release(connection);
      }
      outage.end();
    } catch (SQLException | JMSException | SqlFailed fault) {
      if (!stopped) {
        failures.increment();
        outage.report(fault);
      }
      throw new Unavailable(fault);
    }
  }

  /**
   * Restores the connection, which returns to its pool, whether or not the lock is known to be
   * held: a lock that stayed with it would keep every node from publishing.
   */
  private static void release(Connection connection) {
    try {
      Sql.update(connection, "RESET synchronous_commit");
    } finally {
      Sql.query(connection, "SELECT pg_advisory_unlock_all()", row -> null);
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
  private void publishWhileLocked(Connection connection, Heartbeat heartbeat)
      throws JMSException, SQLException, InterruptedException {
    Sql.update(connection, "SET synchronous_commit = off");
    try (var factory = new ActiveMQConnectionFactory(brokerUrl)) {
      factory.setReconnectAttempts(0);
      factory.setBlockOnDurableSend(false);
      factory.setCallTimeout(CALL_MILLIS);
      try (var broker =
              brokerUser.isEmpty()
                  ? factory.createConnection()
                  : factory.createConnection(brokerUser, brokerPassword);
          var session = broker.createSession(true, Session.SESSION_TRANSACTED);
          var producer = session.createProducer(session.createTopic(TOPIC))) {
        leading = true;
        while (!stopped) {
          long start = System.nanoTime();
          var events = pending(connection);
          outage.end();
          if (!events.isEmpty()) {
            send(session, producer, events);
            log.markPublished(connection, events);
            published.add(events.size());
            batches.record(System.nanoTime() - start);
          }
          heartbeat.beat();
          if (!log.mayHaveMore(events, MAX_EVENTS_PER_BATCH)) {
            wakeUps.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (!events.isEmpty()) {
              linger(start);
            }
          }
        }
      }
    }
  }

  private List<RecordedEvent> pending(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      var events = log.pending(connection, MAX_EVENTS_PER_BATCH);
      connection.commit();
      return events;
    } finally {
      connection.setAutoCommit(true);
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
}
