package io.github.ordermill.shared.web.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest implements FrameDecoder.Listener {

  private static final int MAX_BYTES = 100_000;

  private static final int FIN = 0x80;
  private static final int TEXT = 1;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int CLOSE = 8;

  private final List<String> received = new ArrayList<>();
  private final SocketMemory memory =
      new SocketMemory(
          1_000_000,
          new SocketMemory.Owner() {
            @Override
            public boolean take(long bytes) {
              return true;
            }

            @Override
            public void give(long bytes) {
              // not bounded
            }
          });
  private final FrameDecoder decoder = new FrameDecoder(this, () -> MAX_BYTES, memory);

  @Override
  public void onFrame(int payloadBytes) {
    received.add("frame " + payloadBytes);
  }

  @Override
  public void onText(byte[] utf8, int length) {
    received.add("text " + new String(utf8, 0, length, UTF_8));
  }

  @Override
  public void onPing(byte[] payload) {
    received.add("ping " + new String(payload, UTF_8));
  }

  @Override
  public void onPong() {
    received.add("pong");
  }

  @Override
  public void onClose() {
    received.add("close");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8_192, 1_000_000})
  void decodesFramesHoweverTheyArrive(int chunk) throws Exception {
    var sent = new ByteArrayOutputStream();
    sent.writeBytes(frame(FIN | TEXT, "short"));
    sent.writeBytes(frame(TEXT, "ä".repeat(100)));
    sent.writeBytes(frame(FIN | PING, "?"));
    sent.writeBytes(frame(0, ""));
    sent.writeBytes(frame(FIN, "x".repeat(66_000)));
    sent.writeBytes(frame(FIN | PONG, ""));
    sent.writeBytes(frame(FIN | TEXT, ""));
    sent.writeBytes(frame(FIN | CLOSE, "\3\350"));

    var bytes = sent.toByteArray();
    for (int from = 0; from < bytes.length; from += chunk) {
      int length = Math.min(chunk, bytes.length - from);
      var part = new byte[length];
      System.arraycopy(bytes, from, part, 0, length);
      decoder.decode(part, length);
    }

    assertThat(received)
        .containsExactly(
            "frame 5",
            "text short",
            "frame 200",
            "frame 1",
            "ping ?",
            "frame 0",
            "frame 66000",
            "text " + "ä".repeat(100) + "x".repeat(66_000),
            "frame 0",
            "pong",
            "frame 0",
            "text ",
            "frame 2",
            "close");
    assertThat(memory.held()).isZero();
    assertThat(decoder.incompleteNanos()).isZero();
  }

  @Test
  void refusesAMessageThatIsTooLongByTheHeaderOfItsFrame() {
    assertThatThrownBy(() -> decode(header(FIN | TEXT, MAX_BYTES + 1)))
        .hasMessage("A message has more than 100000 bytes");
    assertThat(memory.held()).isZero();
  }

  @Test
  void refusesAMessageThatIsTooLongInAllItsFrames() throws Exception {
    decode(frame(TEXT, "x".repeat(MAX_BYTES - 1)));
    decode(frame(0, "x"));

    assertThatThrownBy(() -> decode(header(FIN, 1))).hasMessageContaining("100000 bytes");
  }

  @Test
  void refusesLengthsThatAreNegative() {
    for (long length : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE, 1L << 32}) {
      assertThat(codeOf(header(FIN | TEXT, length))).isEqualTo(1009);
    }
  }

  @Test
  void holdsNoMoreThanTwiceWhatHasArrived() throws Exception {
    decode(header(FIN | TEXT, MAX_BYTES));
    assertThat(memory.held()).isZero();

    decode(new byte[10]);
    assertThat(memory.held()).isEqualTo(512);
    decode(new byte[5_000]);
    assertThat(memory.held()).isBetween(5_010L, 10_020L);
    assertThat(decoder.incompleteNanos()).isPositive();

    decoder.clear();
    assertThat(memory.held()).isZero();
  }

  @Test
  void refusesFramesThatBreakTheProtocol() {
    assertThat(codeOf(frame(FIN | 0x40 | TEXT, "a"))).isEqualTo(1002);
    assertThat(codeOf(frame(FIN | 3, "a"))).isEqualTo(1002);
    assertThat(codeOf(frame(FIN | 11, "a"))).isEqualTo(1002);
    assertThat(codeOf(frame(FIN, "continues nothing"))).isEqualTo(1002);
    assertThat(codeOf(frame(PING, "in parts"))).isEqualTo(1002);
    assertThat(codeOf(frame(FIN | PING, "x".repeat(126)))).isEqualTo(1002);
    assertThat(codeOf(frame(TEXT, "a"), frame(FIN | TEXT, "b"))).isEqualTo(1002);
    assertThat(codeOf(new byte[] {(byte) (FIN | TEXT), 1, 'a', 0, 0, 0, 0})).isEqualTo(1002);
    assertThat(codeOf(frame(FIN | 2, "a"))).isEqualTo(1003);
  }

  private int codeOf(byte[]... frames) {
    var fresh = new FrameDecoder(this, () -> MAX_BYTES, memory);
    try {
      for (var frame : frames) {
        fresh.decode(frame, frame.length);
      }
      return 0;
    } catch (ProtocolViolation violation) {
      return violation.code().code();
    } finally {
      fresh.clear();
    }
  }

  private void decode(byte[] bytes) throws ProtocolViolation {
    decoder.decode(bytes, bytes.length);
  }

  private static byte[] frame(int firstByte, String payload) {
    var bytes = payload.getBytes(firstByte == (FIN | CLOSE) ? ISO_8859_1 : UTF_8);
    var frame = new ByteArrayOutputStream();
    frame.writeBytes(header(firstByte, bytes.length));
    for (int i = 0; i < bytes.length; i++) {
      frame.write(bytes[i] ^ i % 4 + 1);
    }
    return frame.toByteArray();
  }

  private static byte[] header(int firstByte, long length) {
    var header = new ByteArrayOutputStream();
    header.write(firstByte);
    if (length >= 0 && length <= 125) {
      header.write(0x80 | (int) length);
    } else {
      boolean isShort = length > 0 && length <= 0xffff;
      header.write(0x80 | (isShort ? 126 : 127));
      for (int shift = isShort ? 8 : 56; shift >= 0; shift -= 8) {
        header.write((int) (length >> shift));
      }
    }
    header.writeBytes(new byte[] {1, 2, 3, 4});
    return header.toByteArray();
  }
}
