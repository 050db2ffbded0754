package io.github.ordermill.chaos;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that start to send at the same moment. */
final class ConcurrentClients {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;

  ConcurrentClients(URI endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Sends all requests; each client sends its share one after another.
   *
   * @return all responses, grouped by client
   */
  List<CommandResponse> send(int clients, List<CommandRequest> requests) {
    var threads = Executors.newFixedThreadPool(clients);
    try {
      var start = new CyclicBarrier(clients);
      var parts = new ArrayList<Future<List<CommandResponse>>>();
      for (int client = 0; client < clients; client++) {
        int first = client;
        parts.add(
            threads.submit(
                () -> {
                  start.await();
                  var responses = new ArrayList<CommandResponse>();
                  for (int i = first; i < requests.size(); i += clients) {
                    responses.add(CommandResponse.send(requests.get(i), http, endpoint));
                  }
                  return responses;
                }));
      }
      var responses = new ArrayList<CommandResponse>();
      for (var part : parts) {
        responses.addAll(part.get());
      }
      return responses;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
