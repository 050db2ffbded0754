package io.github.ordermill.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Clients that send requests in turn, each over a connection of its own. */
final class PreparedRequests implements Supplier<LoadGenerator.Client> {

  private final int port;
  private final List<byte[]> requests;
  private final Predicate<String> good;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * Prepares clients.
   *
   * @param port of this machine
   * @param good tells whether an answer is one that counts
   */
  PreparedRequests(int port, List<byte[]> requests, Predicate<String> good) {
    this.port = port;
    this.requests = requests;
    this.good = good;
  }

  /** The same for commands: an answer counts if it says that the command was accepted. */
  static PreparedRequests ofCommands(int port, List<byte[]> requests) {
    return new PreparedRequests(port, requests, answer -> answer.contains("CommandAccepted"));
  }

  @Override
  public LoadGenerator.Client get() {
    var connection = new HttpConnection(port);
    return new LoadGenerator.Client() {
      @Override
      public void act() throws IOException {
        int which = Math.floorMod(next.getAndIncrement(), requests.size());
        var answer = connection.exchange(requests.get(which));
        if (!good.test(answer)) {
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
