package io.github.ordermill.shared.web.websocket;

/**
 * Why a socket is closed: codes of the <a
 * href="https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md">graphql-transport-ws
 * protocol</a>, and of <a
 * href="https://www.iana.org/assignments/websocket/websocket.xhtml">websockets</a> in general.
 * Clients rely on them.
 */
enum CloseReason {
  /** This node stops; another may be there. */
  GOING_AWAY(1001, "The server stops, connect again"),
  /** A fault of ours. */
  FAULT(1011, "Something went wrong on our side"),
  /** A message was not taken in time. */
  SLOW_CONSUMER(1013, "Messages are not taken fast enough, connect again and resume"),
  /** A ping was not answered in time. */
  NO_PONG(1013, "A ping was not answered, connect again and resume"),
  INVALID_MESSAGE(4400, "Invalid message"),
  UNAUTHORIZED(4401, "Unauthorized"),
  INIT_TIMEOUT(4408, "Connection initialisation timeout"),
  DUPLICATE_ID(4409, "Subscriber for %s already exists"),
  TOO_MANY_INITS(4429, "Too many initialisation requests");

  /** Of a close frame, in bytes. */
  private static final int LONGEST_REASON = 120;

  private final int code;
  private final String reason;

  CloseReason(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  int code() {
    return code;
  }

  String reason() {
    return reason;
  }

  /** The reason with the operation that it is about. */
  String reason(String id) {
    return shortened(reason.formatted(id));
  }

  /** As much of a sentence as a close frame takes; characters beyond ASCII become marks. */
  static String shortened(String sentence) {
    var ascii = sentence.replaceAll("[^ -~]", "?");
    return ascii.length() <= LONGEST_REASON ? ascii : ascii.substring(0, LONGEST_REASON);
  }
}
