package io.github.ordermill.shared.web.websocket;

import java.util.function.Consumer;

/** Connection to the client of a websocket. */
interface WebSocketTransport {

  /** Sends a message and then calls {@code onSent} with null or the failure. */
  void send(byte[] message, Consumer<Throwable> onSent);

  /** Begins the closing handshake. */
  void close(int code, String reason);

  /** The time since a message has begun that is not complete, in nanoseconds; 0 if none has. */
  long incompleteNanos();

  /** Cuts the connection off if the client has not answered the closing handshake in time. */
  void checkClosing();
}
