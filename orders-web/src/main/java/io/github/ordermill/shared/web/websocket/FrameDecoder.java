package io.github.ordermill.shared.web.websocket;

import java.util.Arrays;
import java.util.function.IntSupplier;

/**
 * Decodes the frames of a client after <a
 * href="https://www.rfc-editor.org/rfc/rfc6455#section-5">RFC 6455</a>, as their bytes arrive. A
 * message that is too long is refused by the header of the frame that makes it so; a part that has
 * arrived is held in a buffer that grows with it and is reserved before. For one thread at a time.
 */
final class FrameDecoder {

  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private static final int FIN = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0f;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int LENGTH_OF_TWO_BYTES = 126;
  private static final int LENGTH_OF_EIGHT_BYTES = 127;
  private static final int MASK_BYTES = 4;
  private static final int MAX_CONTROL_BYTES = 125;
  private static final int MIN_HEADER_BYTES = 2;
  private static final int FIRST_CAPACITY = 512;
  private static final byte[] EMPTY = {};

  private final Listener listener;
  private final IntSupplier maxMessageBytes;
  private final SocketMemory memory;

  private final byte[] header = new byte[MIN_HEADER_BYTES + Long.BYTES + MASK_BYTES];
  private int headerBytes;
  private int headerLength = MIN_HEADER_BYTES;

  private boolean inPayload;
  private int payloadLength;
  private int payloadBytes;

  private byte[] message = EMPTY;
  private int messageLength;
  private boolean inMessage;
  private byte[] control = EMPTY;

  private volatile long incompleteSince;

  /** Takes what the client sends. */
  interface Listener {

    /** A frame begins. */
    void onFrame(int payloadBytes) throws ProtocolViolation;

    /** A text message; its bytes are the decoder's and change after the call. */
    void onText(byte[] utf8, int length) throws ProtocolViolation;

    void onPing(byte[] payload);

    void onPong();

    void onClose();
  }

  /**
   * A decoder before the first frame.
   *
   * @param maxMessageBytes the length that a message may have at present
   * @param memory what the part of a message that has arrived is reserved from
   */
  FrameDecoder(Listener listener, IntSupplier maxMessageBytes, SocketMemory memory) {
    this.listener = listener;
    this.maxMessageBytes = maxMessageBytes;
    this.memory = memory;
  }

  /**
   * Decodes further bytes.
   *
   * @throws ProtocolViolation if a frame breaks a rule; what follows cannot be decoded
   */
  void decode(byte[] bytes, int length) throws ProtocolViolation {
    int position = 0;
    while (position < length) {
      if (incompleteSince == 0) {
        incompleteSince = System.nanoTime();
      }
      position =
          inPayload ? readPayload(bytes, position, length) : readHeader(bytes, position, length);
    }
  }

  /** The time since a frame or message began that is not complete, in nanoseconds; else 0. */
  long incompleteNanos() {
    long since = incompleteSince;
    return since == 0 ? 0 : System.nanoTime() - since;
  }

  /** Drops the message that has not arrived completely. */
  void clear() {
    memory.shrink(message.length);
    message = EMPTY;
    messageLength = 0;
    incompleteSince = 0;
  }

  private int readHeader(byte[] bytes, int from, int to) throws ProtocolViolation {
    int position = from;
    while (position < to && headerBytes < headerLength) {
      header[headerBytes++] = bytes[position++];
      if (headerBytes == MIN_HEADER_BYTES) {
        check((header[0] & RESERVED) == 0 && (header[1] & MASKED) != 0);
        headerLength = MIN_HEADER_BYTES + lengthBytes() + MASK_BYTES;
      }
    }
    if (headerBytes == headerLength) {
      beginFrame();
    }
    return position;
  }

  private int lengthBytes() {
    return switch (header[1] & LENGTH) {
      case LENGTH_OF_TWO_BYTES -> Short.BYTES;
      case LENGTH_OF_EIGHT_BYTES -> Long.BYTES;
      default -> 0;
    };
  }

  private int opcode() {
    return header[0] & OPCODE;
  }

  private boolean isFinal() {
    return (header[0] & FIN) != 0;
  }

  private boolean isControl() {
    return opcode() >= CLOSE;
  }

  private void beginFrame() throws ProtocolViolation {
    long length = declaredLength();
    switch (opcode()) {
      case TEXT -> check(!inMessage);
      case CONTINUATION -> check(inMessage);
      case BINARY -> throw new ProtocolViolation(WebSocketCloseCode.BINARY);
      case CLOSE, PING, PONG -> check(isFinal() && length <= MAX_CONTROL_BYTES);
      default -> throw new ProtocolViolation(WebSocketCloseCode.PROTOCOL_ERROR);
    }
    if (isControl()) {
      control = new byte[(int) length];
    } else if (length < 0 || length > maxMessageBytes.getAsInt() - messageLength) {
      throw new ProtocolViolation(
          WebSocketCloseCode.MESSAGE_TOO_BIG,
          WebSocketCloseCode.MESSAGE_TOO_BIG.reason(maxMessageBytes.getAsInt()));
    } else {
      inMessage = true;
    }
    listener.onFrame((int) length);
    payloadLength = (int) length;
    payloadBytes = 0;
    inPayload = true;
    if (payloadLength == 0) {
      endFrame();
    }
  }

  private long declaredLength() {
    int bytes = lengthBytes();
    if (bytes == 0) {
      return header[1] & LENGTH;
    }
    long length = 0;
    for (int i = 0; i < bytes; i++) {
      length = length << Byte.SIZE | header[MIN_HEADER_BYTES + i] & 0xff;
    }
    return length;
  }

  private static void check(boolean allowed) throws ProtocolViolation {
    if (!allowed) {
      throw new ProtocolViolation(WebSocketCloseCode.PROTOCOL_ERROR);
    }
  }

  private int readPayload(byte[] bytes, int from, int to) throws ProtocolViolation {
    int count = Math.min(to - from, payloadLength - payloadBytes);
    byte[] target = control;
    int offset = payloadBytes;
    if (!isControl()) {
      ensureCapacity(messageLength + count);
      target = message;
      offset = messageLength;
      messageLength += count;
    }
    int mask = headerLength - MASK_BYTES;
    for (int i = 0; i < count; i++) {
      target[offset + i] =
          (byte) (bytes[from + i] ^ header[mask + (payloadBytes + i) % MASK_BYTES]);
    }
    payloadBytes += count;
    if (payloadBytes == payloadLength) {
      endFrame();
    }
    return from + count;
  }

  private void ensureCapacity(int needed) throws ProtocolViolation {
    if (needed <= message.length) {
      return;
    }
    int capacity = Math.max(needed, Math.max(FIRST_CAPACITY, 2 * message.length));
    if (!memory.grow(capacity)) {
      throw new ProtocolViolation(WebSocketCloseCode.OVERLOADED);
    }
    int before = message.length;
    message = Arrays.copyOf(message, capacity);
    memory.shrink(before);
  }

  private void endFrame() throws ProtocolViolation {
    inPayload = false;
    headerBytes = 0;
    headerLength = MIN_HEADER_BYTES;
    if (!inMessage) {
      incompleteSince = 0;
    }
    switch (opcode()) {
      case CLOSE -> listener.onClose();
      case PING -> listener.onPing(control);
      case PONG -> listener.onPong();
      default -> {
        if (isFinal()) {
          inMessage = false;
          listener.onText(message, messageLength);
          clear();
        }
      }
    }
  }
}
