package io.github.ordermill.shared.web.http;

import io.github.ordermill.shared.web.memory.MemoryBudget;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Body of an answer: written once, then sent in pieces, each of which is released as soon as the
 * network has it. What the answer may take is reserved while it is built; from then on the
 * reservation is that of the bytes which have not been sent.
 */
final class AnswerBody extends OutputStream {

  private static final int MIN_PIECE = 1 << 10;
  private static final int MAX_PIECE = 16 << 10;

  private record Piece(byte[] bytes, int length) {}

  /** Null for a constant, whose bytes are held anyway. */
  private final MemoryBudget.Reservation memory;

  private final Deque<Piece> pieces = new ArrayDeque<>();
  private byte[] current = new byte[0];
  private int count;
  private int offset;
  private long size;

  /** An empty body of an answer for which this memory is reserved. */
  AnswerBody(MemoryBudget.Reservation memory) {
    this.memory = memory;
  }

  private AnswerBody(byte[] constant) {
    this.memory = null;
    this.current = constant;
    this.count = constant.length;
    this.size = constant.length;
    finishPiece();
  }

  /** The body with these bytes, which are neither copied nor counted. */
  static AnswerBody constant(byte[] bytes) {
    return new AnswerBody(bytes);
  }

  @Override
  public void write(int next) {
    write(new byte[] {(byte) next}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    int done = 0;
    while (done < length) {
      if (count == current.length) {
        addPiece();
      }
      int copied = Math.min(length - done, current.length - count);
      System.arraycopy(bytes, from + done, current, count, copied);
      count += copied;
      done += copied;
    }
    size += length;
  }

  private void addPiece() {
    finishPiece();
    int capacity = (int) Math.min(MAX_PIECE, Math.max(MIN_PIECE, size));
    current = new byte[capacity];
  }

  private void finishPiece() {
    if (count > 0) {
      pieces.add(new Piece(current, count));
    }
    current = new byte[0];
    count = 0;
  }

  /** Bytes of the whole body. */
  long size() {
    return size;
  }

  /** Moves the rest of the body to {@code out}. */
  void moveTo(OutputStream out) throws IOException {
    while (!isSent()) {
      sendPiece(out);
    }
  }

  /** Whether nothing is left to be sent. */
  boolean isSent() {
    if (count > 0) {
      finishPiece();
    }
    return pieces.isEmpty();
  }

  /** Writes the next bytes, at most 16 kB, to {@code out}. */
  void sendPiece(OutputStream out) throws IOException {
    if (isSent()) {
      return;
    }
    var piece = pieces.element();
    int length = Math.min(MAX_PIECE, piece.length() - offset);
    out.write(piece.bytes(), offset, length);
    offset += length;
    if (offset == piece.length()) {
      pieces.remove();
      offset = 0;
      if (memory != null) {
        memory.shrink(piece.length());
      }
    }
  }

  /** Reduces the reservation to what is to be sent, when nothing else of the answer is needed. */
  void complete() {
    if (memory != null) {
      memory.shrink(Math.max(0, memory.bytes() - size));
    }
  }

  /** Releases what has not been sent. */
  void release() {
    pieces.clear();
    current = new byte[0];
    count = 0;
  }
}
