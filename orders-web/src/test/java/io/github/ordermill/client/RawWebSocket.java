package io.github.ordermill.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Websocket client that sends frames as they are given, right or wrong. */
public final class RawWebSocket implements AutoCloseable {

  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;
  public static final int FIN = 0x80;

  private static final int MASKED = 0x80;
  private static final Duration TIMEOUT = Duration.ofSeconds(40);
  private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  /** A frame of the server. */
  public record Frame(int opcode, byte[] payload) {

    /** The payload as text. */
    public String text() {
      return new String(payload, UTF_8);
    }

    private String close() {
      var reason = ByteBuffer.wrap(payload);
      return Short.toUnsignedInt(reason.getShort())
          + " "
          + new String(payload, Short.BYTES, payload.length - Short.BYTES, UTF_8);
    }
  }

  private RawWebSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 512));
    this.out = socket.getOutputStream();
  }

  /** Connects; the connection is not initialised. */
  public static RawWebSocket open(URI graphql) {
    try {
      var raw = new RawWebSocket(new Socket(graphql.getHost(), graphql.getPort()));
      raw.socket.setSoTimeout((int) TIMEOUT.toMillis());
      raw.out.write(
          ("GET /graphql HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                  + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n")
              .formatted(graphql.getAuthority())
              .getBytes(UTF_8));
      var status = raw.line();
      for (var line = status; !line.isEmpty(); line = raw.line()) {
        // headers are not looked at
      }
      if (!status.startsWith("HTTP/1.1 101")) {
        raw.close();
        throw new UncheckedIOException(new IOException(status));
      }
      return raw;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects and initialises the connection. */
  public static RawWebSocket connect(URI graphql) {
    var raw = open(graphql).text("{\"type\":\"connection_init\"}");
    raw.next();
    return raw;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.append(next == '\r' ? "" : (char) next);
    }
    return line.toString();
  }

  /** Sends a text message in one frame. */
  public RawWebSocket text(String text) {
    return frame(FIN | TEXT, text.getBytes(UTF_8));
  }

  /** Sends a frame. */
  public RawWebSocket frame(int firstByte, byte[] payload) {
    return header(firstByte, payload.length).bytes(masked(payload));
  }

  /** Sends the header of a frame. */
  public RawWebSocket header(int firstByte, long length) {
    var header = ByteBuffer.allocate(14).put((byte) firstByte);
    if (length >= 0 && length <= 125) {
      header.put((byte) (MASKED | length));
    } else if (length >= 0 && length <= 0xffff) {
      header.put((byte) (MASKED | 126)).putShort((short) length);
    } else {
      header.put((byte) (MASKED | 127)).putLong(length);
    }
    header.put(MASK);
    var bytes = new byte[header.position()];
    header.flip().get(bytes);
    return bytes(bytes);
  }

  /** Sends bytes as they are; a connection that the server has closed takes them, too. */
  public RawWebSocket bytes(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (SocketException closed) {
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private static byte[] masked(byte[] payload) {
    var masked = payload.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= MASK[i % MASK.length];
    }
    return masked;
  }

  /** The next frame of the server; null at the end of the connection. */
  public Frame next() {
    try {
      int first = in.read();
      if (first < 0) {
        return null;
      }
      int length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = Math.toIntExact(in.readLong());
      }
      var payload = new byte[length];
      in.readFully(payload);
      return new Frame(first & 0x0f, payload);
    } catch (EOFException | SocketException cutOff) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads up to the close frame; its code and reason, or "cut off" if there is none. */
  public String awaitClose() {
    for (var frame = next(); frame != null; frame = next()) {
      if (frame.opcode() == CLOSE) {
        return frame.close();
      }
    }
    return "cut off";
  }

  /** Waits until the server ends the connection. */
  public void awaitEnd() {
    while (next() != null) {
      // frames before the end are not looked at
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
