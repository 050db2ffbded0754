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
 * What became of one attempt at a command.
 *
 * @param kind {@code CommandAccepted}, the type of a refusal, the code of an error such as {@code
 *     UNAVAILABLE}, {@code HTTP 404} and the like, {@link #NO_CONNECTION} or {@link #NO_ANSWER}
 * @param isFinal whether the business has answered, by acceptance or refusal
 * @param order null unless accepted
 */
record CommandResponse(String kind, boolean isFinal, UUID order, int version) {

  static final String ACCEPTED = "CommandAccepted";

  /** Nobody has taken the request. */
  static final String NO_CONNECTION = "no connection";

  /** The connection ended, or patience did, before the answer was complete. */
  static final String NO_ANSWER = "no answer";

  static CommandResponse to(CommandRequest request, HttpClient http, URI endpoint) {
    try {
      return of(http.send(request.to(endpoint), BodyHandlers.ofString()));
    } catch (ConnectException e) {
      return other(NO_CONNECTION);
    } catch (IOException e) {
      return other(NO_ANSWER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return other(NO_ANSWER);
    }
  }

  private static CommandResponse of(HttpResponse<String> response) {
    JsonObject json;
    try (var reader = Json.createReader(new StringReader(response.body()))) {
      json = reader.readObject();
    } catch (RuntimeException noJson) {
      return other("HTTP " + response.statusCode());
    }
    if (json.containsKey("errors")) {
      return other(
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

  private static CommandResponse other(String kind) {
    return new CommandResponse(kind, false, null, 0);
  }

  boolean accepted() {
    return kind.equals(ACCEPTED);
  }
}
