package io.github.ordermill.shared.web.http;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The network connection of a request, which the Servlet API does not show: without it, an answer
 * that the client does not take could not be given up. By reflection, since the classes belong to
 * the server; on a server other than Payara nothing happens, and its own timeouts apply.
 */
final class PayaraConnection {

  private static final Logger LOG = Logger.getLogger(PayaraConnection.class.getName());

  private PayaraConnection() {}

  /** Closes the connection after what has been written. */
  static void closeAfterAnswer(Object connection) {
    call(connection, "closeSilently");
  }

  /** Closes the connection at once and discards what has not been sent. */
  static void terminate(Object connection) {
    call(connection, "terminateSilently");
  }

  /** Bounds the bytes that the server queues for a client that does not read. */
  static void limitQueue(Object connection, int bytes) {
    if (connection != null) {
      try {
        connection
            .getClass()
            .getMethod("setMaxAsyncWriteQueueSize", int.class)
            .invoke(connection, bytes);
      } catch (ReflectiveOperationException | RuntimeException unsupported) {
        LOG.log(Level.FINE, "The send queue of the connection has no limit", unsupported);
      }
    }
  }

  /** The connection of a request, to be asked for before the request has ended; may be null. */
  static Object of(ServletRequest request) {
    var innermost = request;
    while (innermost instanceof ServletRequestWrapper wrapper) {
      innermost = wrapper.getRequest();
    }
    try {
      var catalina = call0(innermost, "getUnwrappedCoyoteRequest");
      var grizzly = call0(catalina, "getCoyoteRequest");
      return call0(call0(grizzly, "getRequest"), "getConnection");
    } catch (ReflectiveOperationException | RuntimeException unsupported) {
      LOG.log(Level.FINE, "The server does not show its connections", unsupported);
      return null;
    }
  }

  private static void call(Object target, String method) {
    if (target != null) {
      try {
        call0(target, method);
      } catch (ReflectiveOperationException | RuntimeException unsupported) {
        LOG.log(Level.FINE, "The connection could not be closed", unsupported);
      }
    }
  }

  private static Object call0(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }
}
