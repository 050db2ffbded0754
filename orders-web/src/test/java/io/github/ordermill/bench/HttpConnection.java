package io.github.ordermill.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A connection that is kept alive and takes prepared requests. It does the least that HTTP/1.1 asks
 * of a client, since it shares the processors with the server it measures.
 */
final class HttpConnection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  private final int port;
  private Socket socket;
  private InputStream in;
  private byte[] buffer = new byte[32 * 1024];
  private int read;
  private int end;

  /** To a port of this machine. */
  HttpConnection(int port) {
    this.port = port;
  }

  /** A POST of JSON to {@code /graphql}. */
  static byte[] post(String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head =
        ("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: application/graphql-response+json\r\nContent-Length: "
                + bytes.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    var request = Arrays.copyOf(head, head.length + bytes.length);
    System.arraycopy(bytes, 0, request, head.length, bytes.length);
    return request;
  }

  /**
   * Sends a whole request and reads the whole answer.
   *
   * @return the answer's body
   * @throws IOException also when the status is not 200
   */
  String exchange(byte[] request) throws IOException {
    if (socket == null) {
      socket = new Socket();
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      in = socket.getInputStream();
      read = 0;
      end = 0;
    }
    try {
      socket.getOutputStream().write(request);
      var head = head();
      var body = body(head);
      if (head.contains("\nconnection: close")) {
        close();
      }
      if (!head.startsWith("http/1.1 200 ")) {
        throw new IOException(head.lines().findFirst().orElse("") + ": " + body);
      }
      return body;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Up to and with the empty line, in lower case. */
  private String head() throws IOException {
    while (true) {
      for (int i = read + 3; i < end; i++) {
        if (buffer[i] == '\n'
            && buffer[i - 1] == '\r'
            && buffer[i - 2] == '\n'
            && buffer[i - 3] == '\r') {
          var head =
              new String(buffer, read, i + 1 - read, StandardCharsets.ISO_8859_1)
                  .toLowerCase(Locale.ROOT);
          read = i + 1;
          return head;
        }
      }
      fill();
    }
  }

  private String body(String head) throws IOException {
    int at = head.indexOf("\ncontent-length:");
    if (at >= 0) {
      int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)).strip());
      return take(length);
    }
    var body = new StringBuilder();
    for (int size = chunk(); size > 0; size = chunk()) {
      body.append(take(size));
      take(2);
    }
    take(2);
    return body.toString();
  }

  private int chunk() throws IOException {
    int size = 0;
    for (var next = take(1).charAt(0); next != '\n'; next = take(1).charAt(0)) {
      int digit = Character.digit(next, 16);
      if (digit >= 0) {
        size = size * 16 + digit;
      }
    }
    return size;
  }

  private String take(int length) throws IOException {
    while (end - read < length) {
      fill();
    }
    var taken = new String(buffer, read, length, StandardCharsets.UTF_8);
    read += length;
    return taken;
  }

  private void fill() throws IOException {
    if (read == end) {
      read = 0;
      end = 0;
    } else if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = in.read(buffer, end, buffer.length - end);
    if (count < 0) {
      throw new EOFException("the server has closed the connection");
    }
    end += count;
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException gone) {
      // It is gone either way.
    } finally {
      socket = null;
    }
  }
}
