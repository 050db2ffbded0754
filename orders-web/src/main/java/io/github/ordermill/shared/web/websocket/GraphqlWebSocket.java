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
 * GraphQL over a websocket, at {@link Endpoint#PATH}; one object for each socket. {@link
 * WebSocketHandshakeFilter} has looked at the handshake before.
 */
@ServerEndpoint(value = Endpoint.PATH, subprotocols = Endpoint.SUBPROTOCOL)
public class GraphqlWebSocket {

  private static final Logger LOG = Logger.getLogger(GraphqlWebSocket.class.getName());

  @Inject private WebSocketSessions sockets;

  private WebSocketTransport line;
  private GraphqlWsSession conversation;

  /** A client has connected. */
  @OnOpen
  public void opened(Session session) {
    session.setMaxIdleTimeout(0); // pings of our own find out who is gone
    session.setMaxTextMessageBufferSize(sockets.longestMessage());
    line = new WebSocketTransport(session);
    conversation = sockets.open(line);
  }

  /** A client has sent a message. */
  @OnMessage
  public void received(String message) {
    conversation.received(message);
  }

  /** A client has sent what the protocol does not know. */
  @OnMessage
  public void received(byte[] message) {
    conversation.close(CloseReason.INVALID_MESSAGE);
  }

  /** The socket is closed, by whomever. */
  @OnClose
  public void closed() {
    line.cut();
    conversation.hungUp();
  }

  /** The connection is broken, or a fault of ours has come up. */
  @OnError
  public void failed(Throwable fault) {
    LOG.log(Level.FINE, "A socket is given up", fault);
    if (conversation != null) {
      conversation.close(CloseReason.FAULT);
    }
  }
}
