package io.github.ordermill.shared.web.websocket;

import io.github.ordermill.shared.web.graphql.GraphqlRequest;
import io.github.ordermill.shared.web.graphql.HttpRequestException;
import io.github.ordermill.shared.web.graphql.Json;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Message of a client in the <a
 * href="https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md">graphql-transport-ws
 * protocol</a>, well-formed for its type; and messages to a client.
 *
 * @param id the operation's id; null unless the type has one
 * @param request the payload of a {@code subscribe}; otherwise null
 */
record GraphqlWsMessage(Type type, String id, GraphqlRequest request) {

  enum Type {
    CONNECTION_INIT,
    PING,
    PONG,
    SUBSCRIBE,
    COMPLETE
  }

  /** Enough for a UUID or a counter; longer ones would be held for each operation. */
  private static final int MAX_ID_LENGTH = 100;

  static final byte[] ACK = of("connection_ack", null, null);
  static final byte[] PING = of("ping", null, null);
  static final byte[] PONG = of("pong", null, null);

  /** The text is not a message of the protocol. */
  static final class Invalid extends Exception {

    private static final long serialVersionUID = 1L;

    Invalid(String sentence) {
      super(sentence, null, false, false);
    }
  }

  /** Parses a message of a client. */
  static GraphqlWsMessage read(String text) throws Invalid {
    Object json;
    try {
      json = Json.read(text);
    } catch (Json.Malformed malformed) {
      throw new Invalid("Message is not JSON: " + malformed.getMessage());
    }
    if (!(json instanceof Map<?, ?> message)) {
      throw new Invalid("Message is not an object");
    }
    return switch (message.get("type") instanceof String type ? type : "") {
      case "connection_init" -> withPayload(Type.CONNECTION_INIT, message);
      case "ping" -> withPayload(Type.PING, message);
      case "pong" -> withPayload(Type.PONG, message);
      case "subscribe" -> new GraphqlWsMessage(Type.SUBSCRIBE, id(message), request(message));
      case "complete" -> new GraphqlWsMessage(Type.COMPLETE, id(message), null);
      default -> throw new Invalid("Message has no type that a client may send");
    };
  }

  private static GraphqlWsMessage withPayload(Type type, Map<?, ?> message) throws Invalid {
    var payload = message.get("payload");
    if (payload != null && !(payload instanceof Map)) {
      throw new Invalid("Message has a payload that is no object");
    }
    return new GraphqlWsMessage(type, null, null);
  }

  private static String id(Map<?, ?> message) throws Invalid {
    if (!(message.get("id") instanceof String id) || id.isEmpty()) {
      throw new Invalid("Message has no id");
    }
    if (id.length() > MAX_ID_LENGTH) {
      throw new Invalid("Message has an id of more than " + MAX_ID_LENGTH + " characters");
    }
    return id;
  }

  private static GraphqlRequest request(Map<?, ?> message) throws Invalid {
    if (!(message.get("payload") instanceof Map<?, ?> payload)) {
      throw new Invalid("Message has no payload");
    }
    try {
      return GraphqlRequest.of(payload);
    } catch (HttpRequestException refused) {
      throw new Invalid("Message has a payload that is no request: " + refused.getMessage());
    }
  }

  /** A message to a client in UTF-8; {@code id} and {@code payload} are left out if null. */
  static byte[] of(String type, String id, Object payload) {
    var message = new LinkedHashMap<String, Object>();
    if (id != null) {
      message.put("id", id);
    }
    message.put("type", type);
    if (payload != null) {
      message.put("payload", payload);
    }
    var text = new ByteArrayOutputStream();
    Json.write(message, text);
    return text.toByteArray();
  }

  static byte[] complete(String id) {
    return of("complete", id, null);
  }
}
