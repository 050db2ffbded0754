package io.github.ordermill.shared.web.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ordermill.shared.web.request.ClientAddress;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Websocket after <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a> over an upgraded
 * connection of the container, without blocking a thread: reads frames, answers pings, and carries
 * out the closing handshake. {@link WebSocketHandshakeFilter} has checked the handshake. The
 * container creates it and calls {@link #init} once the handshake is answered.
 */
public final class WebSocketConnection
    implements HttpUpgradeHandler, ReadListener, FrameDecoder.Listener, WebSocketTransport {

  private static final Logger LOG = Logger.getLogger(WebSocketConnection.class.getName());

  private static final int READ_BYTES = 8_192;

  /**
   * What is still read of a client whose frames cannot be decoded any more: an end of the
   * connection before would take the close frame along.
   */
  private static final int MAX_BYTES_DISCARDED = 1 << 20;

  /** How long a client may take to answer a close frame; its connection is cut off then. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private WebSocketSessions sessions;
  private ClientAddress address;
  private SocketMemory memory;

  private WebConnection connection;
  private ServletInputStream in;
  private FrameWriter writer;
  private GraphqlWsSession session;
  private FrameDecoder decoder;
  private MessageRate rate;

  private volatile boolean undecodable;
  private int discarded;
  private volatile boolean closeReceived;
  private volatile long closingSince;
  private volatile boolean ended;

  /** Hands it what it needs, before {@link #init}. */
  void prepare(WebSocketSessions sessions, ClientAddress address, SocketMemory memory) {
    this.sessions = sessions;
    this.address = address;
    this.memory = memory;
  }

  /** Gives the handshake up: its answer could not be sent, and its place has been returned. */
  void abandon() {
    sessions = null;
  }

  @Override
  public void init(WebConnection connection) {
    this.connection = connection;
    if (sessions == null) {
      ended = true;
      closeConnection();
      return;
    }
    try {
      in = connection.getInputStream();
      writer = new FrameWriter(connection.getOutputStream());
    } catch (IOException e) {
      LOG.log(Level.FINE, "A websocket ended during its handshake", e);
      ended = true;
      sessions.leave(address, memory);
      return;
    }
    rate = sessions.rate();
    decoder = new FrameDecoder(this, () -> session.maxMessageBytes(), memory);
    session = sessions.open(this, address, memory);
    writer.start();
    in.setReadListener(this);
  }

  @Override
  public void onDataAvailable() throws IOException {
    var bytes = new byte[READ_BYTES];
    while (!ended && discarded < MAX_BYTES_DISCARDED && in.isReady()) {
      int count = in.read(bytes);
      if (count < 0) {
        disconnect();
      } else if (undecodable || closeReceived) {
        discarded += count;
      } else {
        received(bytes, count);
      }
    }
  }

  private void received(byte[] bytes, int count) {
    try {
      decoder.decode(bytes, count);
    } catch (ProtocolViolation violation) {
      undecodable = true;
      decoder.clear();
      session.close(violation.code(), violation.getMessage());
    } catch (RuntimeException | StackOverflowError fault) {
      LOG.log(Level.SEVERE, fault, () -> "A message on a websocket failed");
      undecodable = true;
      session.close(WebSocketCloseCode.FAULT);
    }
  }

  @Override
  public void onAllDataRead() {
    disconnect();
  }

  @Override
  public void onError(Throwable fault) {
    LOG.log(Level.FINE, "A websocket was cut off by its client", fault);
    disconnect();
  }

  @Override
  public void onFrame(int payloadBytes) throws ProtocolViolation {
    if (!rate.take(payloadBytes)) {
      throw new ProtocolViolation(WebSocketCloseCode.TOO_MANY_MESSAGES);
    }
  }

  @Override
  public void onText(byte[] utf8, int length) throws ProtocolViolation {
    if (closingSince != 0) {
      return;
    }
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8, 0, length)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new ProtocolViolation(WebSocketCloseCode.NOT_UTF_8);
    }
    session.onMessage(text);
  }

  @Override
  public void onPing(byte[] payload) {
    writer.pong(payload);
  }

  @Override
  public void onPong() {
    // the protocol has pings of its own
  }

  @Override
  public void onClose() {
    closeReceived = true;
    if (closingSince == 0) {
      session.onCloseByClient();
    } else {
      disconnect();
    }
  }

  @Override
  public void send(byte[] message, Consumer<Throwable> onSent) {
    writer.text(message, onSent);
  }

  @Override
  public void close(int code, String reason) {
    closingSince = System.nanoTime();
    writer.close(
        code,
        reason,
        fault -> {
          if (fault != null || closeReceived) {
            disconnect();
          }
        });
  }

  @Override
  public long incompleteNanos() {
    return undecodable ? 0 : decoder.incompleteNanos();
  }

  @Override
  public void checkClosing() {
    long since = closingSince;
    if (since != 0 && (closeReceived || System.nanoTime() - since >= CLOSE_TIMEOUT.toNanos())) {
      disconnect();
    }
  }

  /** Ends the connection, whatever is still to be sent. */
  private void disconnect() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    writer.detach();
    closeConnection();
    session.onTransportClosed();
  }

  private void closeConnection() {
    try {
      connection.close();
    } catch (Exception closed) {
      LOG.log(Level.FINE, "A websocket was closed by its client first", closed);
    }
  }

  /** Called by the container before it reuses the streams for another connection. */
  @Override
  public void destroy() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    writer.detach();
    session.onTransportClosed();
  }
}
