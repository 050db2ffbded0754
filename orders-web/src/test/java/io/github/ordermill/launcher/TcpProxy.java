package io.github.ordermill.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Forwards TCP connections on the loopback address to another port, so that a test can take a
 * server from one of its clients only.
 */
public final class TcpProxy implements AutoCloseable {

  private final int target;
  private final int port = FreePorts.next();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket server;

  /** Creates a closed proxy; {@link #open} starts to forward. */
  public TcpProxy(int target) {
    this.target = target;
  }

  public int port() {
    return port;
  }

  /** Forwards connections from now on. */
  public TcpProxy open() {
    try {
      var listening = new ServerSocket();
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      server = listening;
      start(() -> accept(listening));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket listening) {
    try {
      while (true) {
        var client = listening.accept();
        var upstream = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(upstream);
        start(() -> copy(client, upstream));
        start(() -> copy(upstream, client));
      }
    } catch (IOException closed) {
      // no further connections
    }
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // the other direction ends, too
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** Breaks all connections and accepts no further ones. */
  @Override
  public void close() {
    try {
      if (server != null) {
        server.close();
      }
      for (var socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
