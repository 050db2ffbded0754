package io.github.ordermill.chaos;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/**
 * Outcome of one attempt to send a command.
 *
 * @param kind {@code CommandAccepted}, the type of a refusal, the code of an error such as {@code
 *     UNAVAILABLE}, an HTTP status such as {@code HTTP 404}, {@link #NO_CONNECTION} or {@link
 *     #NO_ANSWER}
 * @param isFinal whether the command was accepted or refused, so that a repetition is pointless
 * @param order null unless accepted
 */
record CommandResponse(String kind, boolean isFinal, UUID order, int version) {

  static final String ACCEPTED = "CommandAccepted";

  /** The connection was refused: the request was not received. */
  static final String NO_CONNECTION = "no connection";

  /** The connection was closed or the timeout passed before the response was complete. */
  static final String NO_ANSWER = "no answer";

  static CommandResponse send(CommandRequest request, HttpClient http, URI endpoint) {
    try {
      return parse(http.send(request.toHttpRequest(endpoint), BodyHandlers.ofString()));
    } catch (ConnectException e) {
      return notFinal(NO_CONNECTION);
    } catch (IOException e) {
      return notFinal(NO_ANSWER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return notFinal(NO_ANSWER);
    }
  }

  private static CommandResponse parse(HttpResponse<String> response) {
    JsonObject json;
    try (var reader = Json.createReader(new StringReader(response.body()))) {
      json = reader.readObject();
    } catch (RuntimeException notJson) {
      return notFinal("HTTP " + response.statusCode());
    }
    if (json.containsKey("errors")) {
      return notFinal(
          json.getJsonArray("errors")
              .getJsonObject(0)
              .getJsonObject("extensions")
              .getString("code"));
    }
    var answer = json.getJsonObject("data").getJsonObject("answer");
    var kind = answer.getString("__typename");
    return kind.equals(ACCEPTED)
        ? new CommandResponse(
            kind, true, UUID.fromString(answer.getString("orderId")), answer.getInt("version"))
        : new CommandResponse(kind, true, null, 0);
  }

  private static CommandResponse notFinal(String kind) {
    return new CommandResponse(kind, false, null, 0);
  }

  boolean isAccepted() {
    return kind.equals(ACCEPTED);
  }
}
