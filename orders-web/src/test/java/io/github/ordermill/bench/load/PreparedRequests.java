package io.github.ordermill.bench.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Clients that send prepared requests in turn, each over its own connection. */
public final class PreparedRequests implements Supplier<LoadGenerator.Client> {

  private final int port;
  private final List<byte[]> requests;
  private final Predicate<String> isSuccess;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * Creates a source of clients.
   *
   * @param port on the loopback address
   * @param isSuccess whether a response body counts as success
   */
  public PreparedRequests(int port, List<byte[]> requests, Predicate<String> isSuccess) {
    this.port = port;
    this.requests = requests;
    this.isSuccess = isSuccess;
  }

  /** Clients for commands: an accepted command is a success. */
  public static PreparedRequests commands(int port, List<byte[]> requests) {
    return new PreparedRequests(port, requests, answer -> answer.contains("CommandAccepted"));
  }

  @Override
  public LoadGenerator.Client get() {
    var connection = new HttpConnection(port);
    return new LoadGenerator.Client() {
      @Override
      public void execute() throws IOException {
        int index = Math.floorMod(next.getAndIncrement(), requests.size());
        var answer = connection.exchange(requests.get(index));
        if (!isSuccess.test(answer)) {
          throw new IllegalStateException("answered: " + answer);
        }
      }

      @Override
      public void close() {
        connection.close();
      }
    };
  }
}
