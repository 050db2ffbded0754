package io.github.ordermill.shared.web.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;

/**
 * The parameters of a GraphQL request, after <a
 * href="https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters">Request
 * Parameters</a>.
 *
 * @param query null if the client sent only the hash of a persisted query, in {@code
 *     extensions.persistedQuery}
 * @param operationName null when the document has one operation
 * @param variables by name; empty if there are none
 * @param extensions as sent, not interpreted; empty if there are none
 */
public record GraphqlRequest(
    String query,
    String operationName,
    Map<String, Object> variables,
    Map<String, Object> extensions) {

  private static final int BAD_REQUEST = 400;

  /** Reads the body of a POST, which must be UTF-8. */
  public static GraphqlRequest ofBody(byte[] body) throws HttpRequestException {
    return of(json("The body", decoded("The body", body)));
  }

  /** Reads the query string of a GET; null counts as empty. */
  public static GraphqlRequest ofQueryString(String queryString) throws HttpRequestException {
    var parameters = new HashMap<String, Object>();
    for (var pair : queryString == null ? new String[0] : queryString.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        var name = unescaped(pair.substring(0, equals));
        if (parameters.put(name, unescaped(pair.substring(equals + 1))) != null) {
          throw new HttpRequestException(BAD_REQUEST, "A parameter is given twice");
        }
      }
    }
    for (var name : new String[] {"variables", "extensions"}) {
      var text = (String) parameters.get(name);
      if (text != null) {
        parameters.put(name, text.isEmpty() ? null : json(name, text));
      }
    }
    return of(parameters);
  }

  /** Converts a JSON value. */
  public static GraphqlRequest of(Object json) throws HttpRequestException {
    if (!(json instanceof Map<?, ?> parameters)) {
      throw new HttpRequestException(BAD_REQUEST, "The body must be one JSON object, not a batch");
    }
    var query = text(parameters, "query");
    var extensions = object(parameters, "extensions");
    if ((query == null || query.isEmpty()) && extensions.get("persistedQuery") != null) {
      query = null;
    } else if (query == null) {
      throw new HttpRequestException(BAD_REQUEST, "query is missing");
    }
    var operationName = text(parameters, "operationName");
    return new GraphqlRequest(
        query,
        operationName == null || operationName.isEmpty() ? null : operationName,
        object(parameters, "variables"),
        extensions);
  }

  private static String text(Map<?, ?> parameters, String name) throws HttpRequestException {
    var value = parameters.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new HttpRequestException(BAD_REQUEST, name + " must be a string");
  }

  @SuppressWarnings("unchecked") // keys of JSON objects are strings
  private static Map<String, Object> object(Map<?, ?> parameters, String name)
      throws HttpRequestException {
    var value = parameters.get(name);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?>) {
      return (Map<String, Object>) value;
    }
    throw new HttpRequestException(BAD_REQUEST, name + " must be a JSON object");
  }

  private static Object json(String what, String text) throws HttpRequestException {
    try {
      return Json.read(text);
    } catch (Json.Malformed e) {
      throw new HttpRequestException(BAD_REQUEST, what + " must be JSON: " + e.getMessage());
    }
  }

  private static String decoded(String what, byte[] bytes) throws HttpRequestException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new HttpRequestException(BAD_REQUEST, what + " must be UTF-8");
    }
  }

  /** Decodes application/x-www-form-urlencoded strictly; URLDecoder accepts malformed UTF-8. */
  private static String unescaped(String text) throws HttpRequestException {
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '%') {
        boolean complete = i + 2 < text.length();
        int high = complete ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = complete ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw new HttpRequestException(BAD_REQUEST, "The query string has a broken % escape");
        }
        bytes.write(high << 4 | low);
        i += 2;
      } else if (character == '+') {
        bytes.write(' ');
      } else {
        bytes.write(character <= 0xFF ? character : 0xFF); // more than a byte: refused as UTF-8
      }
    }
    return decoded("The query string", bytes.toByteArray());
  }
}
