package io.github.ordermill.boot.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.glassfish.grizzly.Buffer;

/**
 * Scanner of the bytes of a request up to the empty line after its headers, for what the server's
 * parser accepts or does not report.
 */
final class HeaderScanner {

  private static final byte[] HEAD = "HEAD ".getBytes(US_ASCII);
  private static final byte[] CONTENT_LENGTH = "content-length".getBytes(US_ASCII);
  private static final byte[] TRANSFER_ENCODING = "transfer-encoding".getBytes(US_ASCII);

  /** The request line and as many headers as the server's parser keeps. */
  private static final int MAX_LINES = 101;

  private final int maxBytes;

  /** The beginning of the line: a method, or the name of a header. */
  private final byte[] start = new byte[TRANSFER_ENCODING.length];

  private int bytes;
  private int lines;
  private int lineBytes;
  private boolean head;
  private boolean length;
  private boolean encoding;
  private boolean finished;

  HeaderScanner(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Starts with the next request. */
  void reset() {
    bytes = 0;
    lines = 0;
    lineBytes = 0;
    head = false;
    length = false;
    encoding = false;
    finished = false;
  }

  /**
   * Scans further bytes, without consuming them.
   *
   * @return the refusal if these bytes make the headers unacceptable, else null
   */
  Refusal scan(Buffer buffer) {
    Refusal refusal = null;
    for (int i = buffer.position(); i < buffer.limit() && !finished && refusal == null; i++) {
      refusal = scan(buffer.get(i));
    }
    return refusal;
  }

  private Refusal scan(byte next) {
    if (++bytes > maxBytes || lines > MAX_LINES) {
      return lines == 0 ? Refusal.URI_TOO_LONG : Refusal.HEADERS_TOO_LARGE;
    }
    if (next == '\n') {
      finished = lineBytes == 0 && lines > 0;
      lines++;
      lineBytes = 0;
      return null;
    }
    if (next == '\r') {
      return null;
    }
    if (lines > 0) {
      if (lineBytes == 0 && (next == ' ' || next == '\t')) {
        return Refusal.FOLDED_HEADER;
      }
      if (next == ':') {
        length |= isLine(CONTENT_LENGTH);
        encoding |= isLine(TRANSFER_ENCODING);
        if (length && encoding) {
          return Refusal.TWO_LENGTHS;
        }
      }
    }
    if (lineBytes < start.length) {
      start[lineBytes] = lines > 0 && next >= 'A' && next <= 'Z' ? (byte) (next | 0x20) : next;
    }
    lineBytes++;
    head |= lines == 0 && isLine(HEAD);
    return null;
  }

  private boolean isLine(byte[] text) {
    return lineBytes == text.length && Arrays.equals(start, 0, text.length, text, 0, text.length);
  }

  /** Whether the request is a HEAD. */
  boolean isHead() {
    return head;
  }
}
