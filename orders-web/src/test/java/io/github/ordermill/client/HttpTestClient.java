package io.github.ordermill.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Raw HTTP client for tests of status codes, headers and malformed requests. */
public final class HttpTestClient {

  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(30);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI base;

  /**
   * Creates a client.
   *
   * @param base URL of the server
   */
  public HttpTestClient(URI base) {
    this.base = base;
  }

  /** Sends a GET request. */
  public HttpResponse<String> get(String path, String... headers) {
    return exchange("GET", path, null, headers);
  }

  /** Sends a query to {@code /graphql} by GET. */
  public HttpResponse<String> getQuery(String query, String... headers) {
    return get("/graphql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8), headers);
  }

  /** Posts JSON to {@code /graphql}. */
  public HttpResponse<String> post(String json, String... headers) {
    var all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/json";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return exchange("POST", "/graphql", json, all);
  }

  /**
   * Sends a request.
   *
   * @param body null for none
   * @param headers names and values in turn
   */
  public HttpResponse<String> exchange(String method, String path, String body, String... headers) {
    return exchange(request(method, path, body, headers), BodyHandlers.ofString());
  }

  /** Sends a request and returns the body undecoded. */
  public HttpResponse<byte[]> bytes(String method, String path, String body, String... headers) {
    return exchange(request(method, path, body, headers), BodyHandlers.ofByteArray());
  }

  private HttpRequest request(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(RESPONSE_TIMEOUT)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  private static <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
    try {
      return CLIENT.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
