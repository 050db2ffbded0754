package io.github.ordermill.bench.load;

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
 * Keep-alive HTTP/1.1 connection for prepared requests. Implements the minimum of the protocol,
 * since the client shares the processors with the server under measurement.
 */
public final class HttpConnection implements AutoCloseable {

  private static final int READ_TIMEOUT_MILLIS = 60_000;

  private final int port;
  private Socket socket;
  private InputStream in;
  private byte[] buffer = new byte[32 * 1024];
  private int position;
  private int limit;

  /**
   * Creates an unconnected client.
   *
   * @param port on the loopback address
   */
  public HttpConnection(int port) {
    this.port = port;
  }

  /** POST request with a JSON body to {@code /graphql}. */
  public static byte[] post(String body) {
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
   * Sends a request and reads the complete response.
   *
   * @return the response body
   * @throws IOException also for a status other than 200
   */
  public String exchange(byte[] request) throws IOException {
    if (socket == null) {
      socket = new Socket();
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(READ_TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      in = socket.getInputStream();
      position = 0;
      limit = 0;
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

  /** Status line and headers, in lower case. */
  private String head() throws IOException {
    while (true) {
      for (int i = position + 3; i < limit; i++) {
        if (buffer[i] == '\n'
            && buffer[i - 1] == '\r'
            && buffer[i - 2] == '\n'
            && buffer[i - 3] == '\r') {
          var head =
              new String(buffer, position, i + 1 - position, StandardCharsets.ISO_8859_1)
                  .toLowerCase(Locale.ROOT);
          position = i + 1;
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
      return readText(length);
    }
    var body = new StringBuilder();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.append(readText(size));
      readText(2);
    }
    readText(2);
    return body.toString();
  }

  private int chunkSize() throws IOException {
    int size = 0;
    for (var next = readText(1).charAt(0); next != '\n'; next = readText(1).charAt(0)) {
      int digit = Character.digit(next, 16);
      if (digit >= 0) {
        size = size * 16 + digit;
      }
    }
    return size;
  }

  private String readText(int length) throws IOException {
    while (limit - position < length) {
      fill();
    }
    var taken = new String(buffer, position, length, StandardCharsets.UTF_8);
    position += length;
    return taken;
  }

  private void fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = 0;
    } else if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = in.read(buffer, limit, buffer.length - limit);
    if (count < 0) {
      throw new EOFException("the server has closed the connection");
    }
    limit += count;
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException ignored) {
      // The connection is discarded anyway.
    } finally {
      socket = null;
    }
  }
}
