package io.github.ordermill.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Client that sends bytes as they are, for requests that no HTTP library would send. */
public final class RawHttpClient {

  private static final int TIMEOUT_MILLIS = 20_000;

  private final int port;

  /** A client of the server at a port of this machine. */
  public RawHttpClient(int port) {
    this.port = port;
  }

  /**
   * Response to the last request.
   *
   * @param head status line and headers, in the order of their arrival
   */
  public record Response(List<String> head, String body) {

    /** The status code; 0 if the connection was closed without a response. */
    public int status() {
      return head.isEmpty() ? 0 : Integer.parseInt(head.get(0).split(" ")[1]);
    }

    /** The value of a header. */
    public Optional<String> header(String name) {
      var start = name.toLowerCase(Locale.ROOT) + ":";
      return head.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .findFirst();
    }
  }

  /** Opens a connection, which the caller closes. */
  public Socket connect() throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  /** Sends a request with the header Host of this machine. */
  public Response send(String method, String target, String... headers) {
    var text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost:" + port);
    for (var header : headers) {
      text.append("\r\n").append(header);
    }
    return sendAsIs(text + "\r\n\r\n");
  }

  /** Posts a body in JSON to {@code /graphql}, with further headers. */
  public Response post(String body, String... headers) {
    var text = new StringBuilder("POST /graphql HTTP/1.1\r\nHost: localhost:" + port + "\r\n");
    for (var header : headers) {
      text.append(header).append("\r\n");
    }
    return sendAsIs(text + "\r\n" + body);
  }

  /** Sends these characters, each as one byte, and reads one response. */
  public Response sendAsIs(String request) {
    try (var socket = connect()) {
      try {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      } catch (SocketException refusedBeforeTheEnd) {
        // the response says why
      }
      return read(socket, request.startsWith("HEAD "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request and reads until the server closes the connection. */
  public String readToTheEnd(String request) {
    try (var socket = connect()) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one response. */
  public static Response read(Socket socket, boolean isHead) throws IOException {
    var head = new ArrayList<String>();
    for (var line = line(socket); !line.isEmpty(); line = line(socket)) {
      head.add(line);
    }
    var response = new Response(head, "");
    int length = Integer.parseInt(response.header("Content-Length").orElse("0"));
    return isHead
        ? response
        : new Response(head, new String(socket.getInputStream().readNBytes(length), ISO_8859_1));
  }

  private static String line(Socket socket) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = next(socket); next >= 0 && next != '\n'; next = next(socket)) {
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  private static int next(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException reset) {
      return -1;
    }
  }

  /** Whether the server closes the connection without sending more. */
  public static boolean isClosed(Socket socket) throws IOException {
    try {
      return next(socket) < 0;
    } catch (SocketTimeoutException open) {
      return false;
    }
  }
}
