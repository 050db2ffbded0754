package io.github.ordermill.shared.web.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A session as a conversation sees it. Nothing is sent once {@link #cut} has returned: the server
 * then gives the session's buffers to the next connection, and a message that came too late would
 * stand in the middle of somebody else's answer.
 */
final class WebSocketTransport implements GraphqlWsSession.Transport {

  private static final Logger LOG = Logger.getLogger(WebSocketTransport.class.getName());

  private final Session session;
  private boolean isCut;

  WebSocketTransport(Session session) {
    this.session = session;
  }

  @Override
  public void send(String message, Consumer<Throwable> sent) {
    try {
      sendUnlessCut(message, sent);
    } catch (IOException | RuntimeException gone) {
      sent.accept(gone);
    }
  }

  private synchronized void sendUnlessCut(String message, Consumer<Throwable> sent)
      throws IOException {
    if (isCut) {
      throw new IOException("The connection is closed");
    }
    session
        .getAsyncRemote()
        .sendText(message, result -> sent.accept(result.isOK() ? null : result.getException()));
  }

  /** To be called before the server lets the session go; waits for a message that is being sent. */
  synchronized void cut() {
    isCut = true;
  }

  @Override
  public synchronized void close(int code, String reason) {
    if (isCut) {
      return;
    }
    try {
      session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
    } catch (IOException | RuntimeException gone) {
      LOG.log(Level.FINE, "A socket was gone before it was closed", gone);
    }
  }
}
