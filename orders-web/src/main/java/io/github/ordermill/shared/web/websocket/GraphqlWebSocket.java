package io.github.ordermill.shared.web.websocket;

import io.github.ordermill.shared.web.request.Endpoint;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * WebSocket endpoint at {@link Endpoint#PATH}, one object per connection. {@link
 * WebSocketHandshakeFilter} has checked the handshake.
 */
@ServerEndpoint(value = Endpoint.PATH, subprotocols = Endpoint.SUBPROTOCOL)
public class GraphqlWebSocket {

  private static final Logger LOG = Logger.getLogger(GraphqlWebSocket.class.getName());

  @Inject private WebSocketSessions sessions;

  private WebSocketTransport transport;
  private GraphqlWsSession session;

  @OnOpen
  public void onOpen(Session connection) {
    connection.setMaxIdleTimeout(0); // our own pings detect dead peers
    connection.setMaxTextMessageBufferSize(sessions.maxMessageLength());
    transport = new WebSocketTransport(connection);
    session = sessions.open(transport);
  }

  @OnMessage
  public void onText(String message) {
    session.onMessage(message);
  }

  /** Binary messages are not part of the protocol. */
  @OnMessage
  public void onBinary(byte[] message) {
    session.close(WebSocketCloseCode.INVALID_MESSAGE);
  }

  @OnClose
  public void onClose() {
    transport.detach();
    session.onTransportClosed();
  }

  @OnError
  public void onError(Throwable fault) {
    LOG.log(Level.FINE, "A websocket failed and is closed", fault);
    if (session != null) {
      session.close(WebSocketCloseCode.FAULT);
    }
  }
}
