package io.github.ordermill.shared.web.websocket;

/**
 * Codes of close frames with their reasons, after the <a
 * href="https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md">graphql-transport-ws
 * protocol</a> and the <a
 * href="https://www.iana.org/assignments/websocket/websocket.xhtml">WebSocket registry</a>. Clients
 * rely on them.
 */
enum WebSocketCloseCode {
  /** The answer to the client's close frame. */
  NORMAL(1000, ""),
  /** This node shuts down. */
  GOING_AWAY(1001, "The server stops, connect again"),
  /** A frame breaks RFC 6455, or a client sends something that a client may not send. */
  PROTOCOL_ERROR(1002, "Invalid frame"),
  /** A binary message, which the protocol does not have. */
  BINARY(1003, "Messages are text"),
  NOT_UTF_8(1007, "Messages must be UTF-8"),
  /** More messages than {@code ORDERS_LIMIT_SOCKET_MESSAGES_PER_SECOND}. */
  TOO_MANY_MESSAGES(1008, "Too many messages in a short time"),
  /** A message has begun and does not arrive in time. */
  INCOMPLETE_MESSAGE(1008, "A message did not arrive completely in time"),
  MESSAGE_TOO_BIG(1009, "A message has more than %s bytes"),
  /** An internal error. */
  FAULT(1011, "Something went wrong on our side"),
  /** The client did not receive a message within the send timeout. */
  SLOW_CONSUMER(1013, "Messages are not taken fast enough, connect again and resume"),
  /** The websockets of the address, or of the node, hold as much memory as they may. */
  OVERLOADED(1013, "The server has no memory for this at present, try again later"),
  /** The client did not answer a ping before the next one was due. */
  NO_PONG(1013, "A ping was not answered, connect again and resume"),
  INVALID_MESSAGE(4400, "Invalid message"),
  UNAUTHORIZED(4401, "Unauthorized"),
  INIT_TIMEOUT(4408, "Connection initialisation timeout"),
  DUPLICATE_ID(4409, "Subscriber for %s already exists"),
  TOO_MANY_INITS(4429, "Too many initialisation requests");

  /** RFC 6455 allows 123 bytes. */
  private static final int MAX_REASON_BYTES = 120;

  private final int code;
  private final String reason;

  WebSocketCloseCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  int code() {
    return code;
  }

  String reason() {
    return reason;
  }

  /** The reason with what it is about, such as the id of an operation. */
  String reason(Object subject) {
    return shortened(reason.formatted(subject));
  }

  /** A reason cut to the length of a close frame, with a ? for each character beyond ASCII. */
  static String shortened(String sentence) {
    var ascii = sentence.replaceAll("[^ -~]", "?");
    return ascii.length() <= MAX_REASON_BYTES ? ascii : ascii.substring(0, MAX_REASON_BYTES);
  }
}
