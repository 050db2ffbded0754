package io.github.ordermill.shared.web.websocket;

/** The client breaks a rule of a protocol or a limit; its websocket is closed with the code. */
final class ProtocolViolation extends Exception {

  private static final long serialVersionUID = 1L;

  private final WebSocketCloseCode code;

  /** With the reason of the code. */
  ProtocolViolation(WebSocketCloseCode code) {
    this(code, code.reason());
  }

  /** With a reason of its own, which is cut to what a close frame can hold. */
  ProtocolViolation(WebSocketCloseCode code, String reason) {
    super(WebSocketCloseCode.shortened(reason), null, false, false);
    this.code = code;
  }

  WebSocketCloseCode code() {
    return code;
  }
}
