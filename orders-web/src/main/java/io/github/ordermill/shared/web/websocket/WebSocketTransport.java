package io.github.ordermill.shared.web.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Transport over a container's websocket session. Sends nothing once {@link #detach} has returned:
 * the server reuses the session's buffers for the next connection, whose answers a late message
 * would corrupt.
 */
final class WebSocketTransport implements GraphqlWsSession.Transport {

  private static final Logger LOG = Logger.getLogger(WebSocketTransport.class.getName());

  private final Session connection;
  private boolean detached;

  WebSocketTransport(Session connection) {
    this.connection = connection;
  }

  @Override
  public void send(String message, Consumer<Throwable> onSent) {
    try {
      sendUnlessDetached(message, onSent);
    } catch (IOException | RuntimeException closed) {
      onSent.accept(closed);
    }
  }

  private synchronized void sendUnlessDetached(String message, Consumer<Throwable> onSent)
      throws IOException {
    if (detached) {
      throw new IOException("The connection is closed");
    }
    connection
        .getAsyncRemote()
        .sendText(message, result -> onSent.accept(result.isOK() ? null : result.getException()));
  }

  /**
   * Stops sending. To be called before the server releases the session; waits for a message that is
   * being sent.
   */
  synchronized void detach() {
    detached = true;
  }

  @Override
  public synchronized void close(int code, String reason) {
    if (detached) {
      return;
    }
    try {
      connection.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
    } catch (IOException | RuntimeException closed) {
      LOG.log(Level.FINE, "A websocket was closed by its client first", closed);
    }
  }
}
