package io.github.ordermill.boot.listener;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.Writer;
import org.glassfish.grizzly.asyncqueue.WritableMessage;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;

/**
 * State of one connection. Its phases are those of HTTP/1.1: idle, headers, exchange, and idle
 * again; an upgraded connection stays in its exchange. The server ends connections that are idle.
 * Reads of a connection are serial; the deadlines are checked by another thread.
 */
final class ClientConnection {

  /** Time in which the client of a refused request can read the answer. */
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

  private enum Phase {
    IDLE,
    HEADERS,
    EXCHANGE,
    /** The answer is complete, the rest of the request is skipped. */
    SKIPPING,
    REFUSED
  }

  private final NIOConnection connection;
  private final Connections.Limits limits;
  private final HeaderScanner scanner;

  private Phase phase = Phase.IDLE;
  private long phaseSince;
  private Object current;
  private volatile long lastSent = System.nanoTime();
  private volatile long sendNanos;

  ClientConnection(NIOConnection connection, Connections.Limits limits) {
    this.connection = connection;
    this.limits = limits;
    this.scanner = new HeaderScanner(limits.headerBytes());
    this.sendNanos = limits.sendNanos();
  }

  private void enter(Phase next) {
    phase = next;
    phaseSince = System.nanoTime();
  }

  /**
   * Notes bytes that the client sent.
   *
   * @return whether the parser may have them
   */
  synchronized boolean received(Buffer bytes) {
    if (phase == Phase.REFUSED) {
      return false;
    }
    if (phase == Phase.IDLE) {
      enter(Phase.HEADERS);
    }
    if (phase == Phase.HEADERS) {
      var refusal = scanner.scan(bytes);
      if (refusal != null) {
        refuse(refusal);
        return false;
      }
    }
    return true;
  }

  /** Whether a part of the body of this request is expected, rather than a new request. */
  synchronized boolean isInExchange(Object request) {
    return phase == Phase.EXCHANGE && current == request;
  }

  /**
   * Notes that the headers of a request are complete.
   *
   * @param isWebSocket whether it opens a websocket, which has a send queue with a time limit of
   *     its own, and a close code for it
   */
  synchronized void headersParsed(Object request, boolean isWebSocket) {
    if (phase != Phase.REFUSED) {
      enter(Phase.EXCHANGE);
      current = request;
      sendNanos = isWebSocket ? limits.socketSendNanos() : limits.sendNanos();
    }
  }

  /**
   * Notes the end of a response.
   *
   * @param isRequestComplete whether the whole body of the request has arrived
   */
  synchronized void responded(boolean isRequestComplete) {
    if (phase != Phase.REFUSED) {
      scanner.reset();
      current = null;
      enter(isRequestComplete ? Phase.IDLE : Phase.SKIPPING);
    }
  }

  /** Notes that the network accepted bytes of a response. */
  void sent() {
    lastSent = System.nanoTime();
  }

  /** Whether the request being parsed is a HEAD. */
  synchronized boolean isHead() {
    return scanner.isHead();
  }

  /** Answers the request itself and closes the connection. */
  synchronized void refuse(Refusal refusal) {
    if (phase == Phase.REFUSED) {
      return;
    }
    enter(Phase.REFUSED);
    var response = refusal.response(scanner.isHead());
    writer()
        .write(
            connection,
            Buffers.wrap(connection.getMemoryManager(), response),
            new EmptyCompletionHandler<>() {
              @Override
              public void completed(WriteResult<WritableMessage, SocketAddress> result) {
                endOutput();
              }
            });
  }

  /** Writes to the socket, past the parser. */
  private Writer<SocketAddress> writer() {
    return ((TCPNIOTransport) connection.getTransport()).getWriter(false);
  }

  /** Closes one direction only: closing both would discard an answer that is not read yet. */
  private void endOutput() {
    try {
      ((SocketChannel) connection.getChannel()).shutdownOutput();
    } catch (IOException | UnsupportedOperationException closed) {
      connection.terminateSilently();
    }
  }

  /** Ends the connection if a deadline has passed. */
  void check(long now) {
    if (isSendingStalled(now)) {
      connection.terminateSilently();
      return;
    }
    synchronized (this) {
      long age = now - phaseSince;
      if (phase == Phase.HEADERS && age > limits.headerNanos()) {
        refuse(Refusal.REQUEST_TIMEOUT);
      } else if (phase == Phase.SKIPPING && age > limits.bodyNanos()
          || phase == Phase.REFUSED && age > LINGER_NANOS) {
        connection.terminateSilently();
      }
    }
  }

  /** Whether bytes wait to be sent and the network has accepted none for too long. */
  private boolean isSendingStalled(long now) {
    if (connection.getAsyncWriteQueue().spaceInBytes() == 0) {
      lastSent = now;
    }
    return now - lastSent > sendNanos;
  }
}
