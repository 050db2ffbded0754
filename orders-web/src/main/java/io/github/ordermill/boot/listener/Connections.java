package io.github.ordermill.boot.listener;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.nio.NIOConnection;

/** Open connections of a listener, with their limits. */
final class Connections {

  private static final Logger LOG = Logger.getLogger(Connections.class.getName());

  /** Bytes of answers that a connection queues, besides those in the buffers of the network. */
  private static final int MAX_QUEUED_BYTES = 64 << 10;

  private static final long CHECK_INTERVAL_MILLIS = 500;

  private final Map<Connection<?>, ClientConnection> open = new ConcurrentHashMap<>();
  private final Limits limits;
  private final ConnectionProbe probe = new SendProbe();

  Connections(ApiSettings api) {
    this.limits =
        new Limits(
            api.limit(Limit.CONNECTIONS),
            api.limit(Limit.HEADER_BYTES),
            TimeUnit.SECONDS.toNanos(api.limit(Limit.HEADER_SECONDS)),
            TimeUnit.SECONDS.toNanos(api.limit(Limit.BODY_SECONDS)),
            TimeUnit.SECONDS.toNanos(api.limit(Limit.SEND_SECONDS)),
            TimeUnit.SECONDS.toNanos(3L * api.limit(Limit.SOCKET_SEND_SECONDS)));
  }

  /**
   * Limits of connections.
   *
   * @param socketSendNanos for websockets, later than the application closes them
   */
  record Limits(
      int connections,
      int headerBytes,
      long headerNanos,
      long bodyNanos,
      long sendNanos,
      long socketSendNanos) {}

  /** Starts the thread that checks the deadlines. */
  void start() {
    var checks =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, "connection-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    checks.scheduleWithFixedDelay(
        this::check, CHECK_INTERVAL_MILLIS, CHECK_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void check() {
    long now = System.nanoTime();
    for (var each : open.values()) {
      try {
        each.check(now);
      } catch (RuntimeException | Error failed) {
        // mostly closed meanwhile; the others are checked all the same, and the thread goes on
        LOG.log(Level.FINE, "The deadlines of a connection were not checked", failed);
      }
    }
  }

  /** Adds a new connection; refuses it if there are too many. */
  void accept(NIOConnection connection) {
    connection.setMaxAsyncWriteQueueSize(MAX_QUEUED_BYTES);
    connection.getMonitoringConfig().addProbes(probe);
    var client = new ClientConnection(connection, limits);
    open.put(connection, client);
    connection.addCloseListener((closed, type) -> open.remove(connection));
    if (!connection.isOpen()) {
      open.remove(connection); // closed before there was a listener
    } else if (open.size() > limits.connections()) {
      client.refuse(Refusal.TOO_MANY_CONNECTIONS);
    }
  }

  /** The state of a connection; null if it is closed. */
  ClientConnection of(Connection<?> connection) {
    return open.get(connection);
  }

  /** Notes progress of sending. */
  private final class SendProbe extends ConnectionProbe.Adapter {

    @Override
    public void onWriteEvent(Connection connection, Buffer data, long size) {
      var client = of(connection);
      if (client != null && size > 0) {
        client.sent();
      }
    }
  }
}
