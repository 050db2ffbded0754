package io.github.ordermill.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds unused TCP ports below the ephemeral range: within that range, a client that connects to
 * the port of a stopped server may be assigned the same local port and connect to itself.
 */
final class FreePorts {

  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;

  private FreePorts() {}

  static int next() {
    var random = ThreadLocalRandom.current();
    for (var attempt = 0; attempt < 200; attempt++) {
      var port = random.nextInt(FIRST, LAST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port from " + FIRST + " to " + LAST);
  }

  /** The preferred port, or another one if it is in use. */
  static int preferably(int port) {
    return isFree(port) ? port : next();
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
