package io.github.ordermill.boot.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Answer to a request that does not reach the application; the connection is closed after it. The
 * body has the form of the application's.
 */
enum Refusal {
  BAD_REQUEST(
      400, "Bad Request", "BAD_USER_INPUT", "The request is not well-formed HTTP (RFC 9112)"),
  MALFORMED_TARGET(
      400,
      "Bad Request",
      "BAD_USER_INPUT",
      "The request target is not a path as in RFC 3986; GraphQL is at /graphql"),
  HOST_MISSING(400, "Bad Request", "BAD_USER_INPUT", "The header Host is missing"),
  FOLDED_HEADER(
      400, "Bad Request", "BAD_USER_INPUT", "A header continues on a second line (RFC 9112, 5.2)"),
  TRANSFER_ENCODING(
      400,
      "Bad Request",
      "BAD_USER_INPUT",
      "The only Transfer-Encoding is chunked (RFC 9112, 6.1)"),
  TWO_LENGTHS(
      400,
      "Bad Request",
      "BAD_USER_INPUT",
      "Content-Length and Transfer-Encoding exclude each other (RFC 9112, 6.2)"),
  METHOD_NOT_ALLOWED(
      405, "Method Not Allowed", "BAD_USER_INPUT", "Requests are sent to /graphql by POST"),
  REQUEST_TIMEOUT(
      408,
      "Request Timeout",
      "LIMIT_EXCEEDED",
      "The headers of the request did not arrive in time"),
  URI_TOO_LONG(
      414, "URI Too Long", "LIMIT_EXCEEDED", "The request line is too long; send a POST instead"),
  HEADERS_TOO_LARGE(
      431, "Request Header Fields Too Large", "LIMIT_EXCEEDED", "The request has too many headers"),
  NOT_IMPLEMENTED(501, "Not Implemented", "BAD_USER_INPUT", "The server does not support this"),
  TOO_MANY_CONNECTIONS(
      503,
      "Service Unavailable",
      "LIMIT_EXCEEDED",
      "There are too many connections, please try again"),
  VERSION_NOT_SUPPORTED(
      505,
      "HTTP Version Not Supported",
      "BAD_USER_INPUT",
      "The version of HTTP must be 1.1 or 1.0");

  private final int status;
  private final String reason;
  private final String body;

  Refusal(int status, String reason, String code, String message) {
    this.status = status;
    this.reason = reason;
    this.body =
        "{\"errors\":[{\"message\":\"%s\",\"extensions\":{\"code\":\"%s\"}}]}"
            .formatted(message, code);
  }

  /** The refusal for a status that the server itself answered without a body. */
  static Refusal ofStatus(int status) {
    for (var each : values()) {
      if (each.status == status) {
        return each;
      }
    }
    return status < 500 ? BAD_REQUEST : NOT_IMPLEMENTED;
  }

  /**
   * The whole response, after which the connection is closed.
   *
   * @param isHead whether the request is a HEAD, whose response has no body
   */
  byte[] response(boolean isHead) {
    var head = head(date() + "Connection: close\r\n");
    return (isHead ? head : head + body).getBytes(US_ASCII);
  }

  private static String date() {
    return "Date: "
        + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC))
        + "\r\n";
  }

  /** The whole response with the headers of a response without a body, each with its line end. */
  byte[] responseWith(String headers) {
    var isDated = headers.toLowerCase(Locale.ROOT).contains("date:");
    return (head(isDated ? headers : date() + headers) + body).getBytes(US_ASCII);
  }

  private String head(String headers) {
    return "HTTP/1.1 "
        + status
        + " "
        + reason
        + "\r\n"
        + headers
        + "Content-Type: application/json; charset=utf-8\r\nContent-Length: "
        + body.length()
        + "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n";
  }
}
