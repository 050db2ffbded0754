package io.github.ordermill.shared.web.http;

import io.github.ordermill.shared.web.graphql.HttpRequestException;
import io.github.ordermill.shared.web.graphql.Json;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import io.github.ordermill.shared.web.memory.MemoryBudget;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** Answers in JSON to GraphQL requests and to all that is refused. */
final class JsonAnswer {

  /** The content type of a refusal outside of GraphQL. */
  static final String JSON = ResponseFormat.JSON.contentType();

  private static final String RETRY_AFTER_SECONDS = "1";

  private JsonAnswer() {}

  /**
   * Sends an answer, compressed if the client accepts it.
   *
   * @param memory reserved for the answer; given back as it is sent
   * @param answer the body
   * @throws IllegalArgumentException if it is not JSON; nothing is sent then
   */
  static void send(
      Exchange exchange,
      int status,
      String contentType,
      MemoryBudget.Reservation memory,
      Map<String, Object> answer) {
    var plain = new AnswerBody(memory);
    Json.write(answer, plain);
    boolean isCompressed = Compression.applies(exchange.request(), plain.size());
    var sent = isCompressed ? Compression.compress(plain, new AnswerBody(memory)) : plain;
    sent.complete();
    exchange.answer(
        response -> {
          head(response, status, contentType);
          response.addHeader("Vary", "Accept-Encoding");
          if (isCompressed) {
            response.setHeader("Content-Encoding", "gzip");
          }
        },
        sent);
  }

  /** Sends a refusal. */
  static void refuse(Exchange exchange, HttpRequestException refusal, String contentType) {
    exchange.answer(
        response -> {
          head(response, refusal.status(), contentType);
        },
        AnswerBody.constant(bytes(refusal)));
  }

  /** Receives and discards the body of a request, then refuses it. */
  static void refuseAfterBody(Exchange exchange, HttpRequestException refusal) {
    RequestBody.discard(exchange, refusal)
        .whenComplete(
            (none, fault) -> {
              if (fault instanceof HttpRequestException refused) {
                refuse(exchange, refused, JSON);
              } else {
                exchange.abandon();
              }
            });
  }

  private static void head(HttpServletResponse response, int status, String contentType) {
    response.setStatus(status);
    response.setContentType(contentType);
    response.setHeader("Cache-Control", "no-store");
    response.addHeader("Vary", "Accept");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
  }

  /** The body of a refusal. */
  static byte[] bytes(HttpRequestException refusal) {
    var bytes = new ByteArrayOutputStream();
    Json.write(Map.of("errors", List.of(GraphqlErrors.toMap(refusal.error(), null))), bytes);
    return bytes.toByteArray();
  }
}
