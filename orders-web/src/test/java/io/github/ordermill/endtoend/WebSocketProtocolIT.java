package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.RawWebSocket;
import io.github.ordermill.launcher.ApplicationServer;
import io.github.ordermill.launcher.RunningStack;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Frames and messages that break a rule of a protocol, or a limit, and their close codes. */
class WebSocketProtocolIT extends EndToEndTest {

  private static final int MESSAGE_BYTES = 1 << 20;
  private static final int MESSAGE_SECONDS = 2;

  private static ApplicationServer node;
  private static URI graphql;

  @BeforeAll
  static void startNode() {
    node =
        RunningStack.shared()
            .secondNode()
            .withSetting("ORDERS_LIMIT_SOCKET_MESSAGE_SECONDS", Integer.toString(MESSAGE_SECONDS))
            .start();
    graphql = node.uri("/graphql");
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }

  @Test
  void refusesMessagesThatAreTooLarge() {
    try (var oneFrame = RawWebSocket.connect(graphql);
        var fragments = RawWebSocket.connect(graphql);
        var absurd = RawWebSocket.connect(graphql);
        var early = RawWebSocket.open(graphql);
        var whole = RawWebSocket.connect(graphql);
        var exact = RawWebSocket.connect(graphql)) {
      oneFrame.header(RawWebSocket.FIN | RawWebSocket.TEXT, MESSAGE_BYTES + 1);
      fragments.frame(RawWebSocket.TEXT, new byte[MESSAGE_BYTES / 2]);
      fragments.frame(RawWebSocket.CONTINUATION, new byte[MESSAGE_BYTES / 2]);
      fragments.frame(RawWebSocket.CONTINUATION, new byte[1]);
      absurd.header(RawWebSocket.FIN | RawWebSocket.TEXT, -1);
      early.text(" ".repeat(16_385));
      whole.text(" ".repeat(4_000_000));
      exact.text("{\"type\":\"ping\"" + " ".repeat(MESSAGE_BYTES - 16) + "}");

      for (var refused : List.of(oneFrame, fragments, absurd, whole)) {
        assertThat(refused.awaitClose())
            .isEqualTo("1009 A message has more than " + MESSAGE_BYTES + " bytes");
        refused.awaitEnd();
      }
      assertThat(early.awaitClose()).isEqualTo("1009 A message has more than 16384 bytes");
      assertThat(exact.next().text()).isEqualTo("{\"type\":\"pong\"}");
    }
  }

  @Test
  void refusesFramesThatBreakTheProtocol() {
    int text = RawWebSocket.FIN | RawWebSocket.TEXT;
    try (var binary = RawWebSocket.connect(graphql);
        var reserved = RawWebSocket.connect(graphql);
        var unmasked = RawWebSocket.connect(graphql);
        var notUtf8 = RawWebSocket.connect(graphql);
        var idle = RawWebSocket.open(graphql)) {
      binary.frame(RawWebSocket.FIN | RawWebSocket.BINARY, new byte[1]);
      reserved.frame(text | 0x40, new byte[1]);
      unmasked.bytes(new byte[] {(byte) text, 1, ' '});
      notUtf8.frame(text, new byte[] {(byte) 0xc0, (byte) 0x80});

      assertThat(binary.awaitClose()).startsWith("1003 ");
      assertThat(reserved.awaitClose()).startsWith("1002 ");
      assertThat(unmasked.awaitClose()).startsWith("1002 ");
      assertThat(notUtf8.awaitClose()).startsWith("1007 ");
      assertThat(idle.awaitClose()).startsWith("4408 ");
    }
  }

  @Test
  void answersPingsAndTheClosingHandshake() {
    try (var socket = RawWebSocket.connect(graphql)) {
      socket.frame(RawWebSocket.FIN | RawWebSocket.PING, new byte[] {7});
      var pong = socket.next();
      assertThat(pong.opcode()).isEqualTo(RawWebSocket.PONG);
      assertThat(pong.payload()).containsExactly(7);

      socket.frame(RawWebSocket.FIN | RawWebSocket.CLOSE, new byte[] {3, (byte) 0xe8});

      assertThat(socket.awaitClose()).startsWith("1000 ");
      long closed = System.nanoTime();
      socket.awaitEnd();
      assertThat(since(closed)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void cutsOffAClientThatDoesNotAnswerTheClosingHandshake() {
    int before = sockets();
    try (var socket = RawWebSocket.connect(graphql)) {
      socket.text("rubbish");

      assertThat(socket.awaitClose()).startsWith("4400 ");
      socket.awaitEnd();
    }
    eventually().until(() -> sockets() <= before);
  }

  @Test
  void closesOnAMessageThatDoesNotArriveCompletely() {
    try (var payload = RawWebSocket.connect(graphql);
        var header = RawWebSocket.connect(graphql);
        var fragments = RawWebSocket.connect(graphql)) {
      payload.header(RawWebSocket.FIN | RawWebSocket.TEXT, MESSAGE_BYTES).bytes(new byte[10]);
      header.bytes(new byte[] {(byte) (RawWebSocket.FIN | RawWebSocket.TEXT)});
      fragments.frame(RawWebSocket.TEXT, "{".getBytes());
      fragments.frame(RawWebSocket.FIN | RawWebSocket.PING, new byte[0]);

      assertThat(payload.awaitClose()).startsWith("1008 A message did not arrive");
      assertThat(header.awaitClose()).startsWith("1008 A message did not arrive");
      assertThat(fragments.awaitClose()).startsWith("1008 A message did not arrive");
    }
  }

  @Test
  void closesOnTooManyFrames() {
    try (var pings = RawWebSocket.connect(graphql);
        var messages = RawWebSocket.connect(graphql);
        var fragments = RawWebSocket.connect(graphql)) {
      fragments.frame(RawWebSocket.TEXT, new byte[0]);
      for (int i = 0; i < 10_000; i++) {
        pings.frame(RawWebSocket.FIN | RawWebSocket.PING, new byte[100]);
        messages.text("{\"type\":\"pong\"}");
        fragments.frame(RawWebSocket.CONTINUATION, new byte[0]);
      }

      assertThat(pings.awaitClose()).startsWith("1008 Too many messages");
      assertThat(messages.awaitClose()).startsWith("1008 Too many messages");
      assertThat(fragments.awaitClose()).startsWith("1008 Too many messages");
    }
  }

  private static int sockets() {
    return (int) node.metric("orders_sockets");
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
