package io.github.ordermill.shared.web.websocket;

/**
 * Bytes that one websocket makes this node hold: the message that arrives, operations in progress,
 * messages to the client. Bounded for the websocket, for its address, and for all websockets
 * together, whose share is a part of the budget of the node. Thread-safe.
 */
final class SocketMemory {

  private final Owner owner;
  private final long limit;
  private long held;
  private boolean closed;

  /** What the bytes are taken from. */
  interface Owner {

    /** Takes bytes; false, with none taken, if they are not left. */
    boolean take(long bytes);

    /** Returns bytes. */
    void give(long bytes);
  }

  /** With the number of bytes of this websocket, at most. */
  SocketMemory(long limit, Owner owner) {
    this.limit = limit;
    this.owner = owner;
  }

  /**
   * Reserves further bytes.
   *
   * @return false, with none reserved, if they are not left, or after {@link #close}
   */
  synchronized boolean grow(long bytes) {
    if (closed || held + bytes > limit || !owner.take(bytes)) {
      return false;
    }
    held += bytes;
    return true;
  }

  /** Returns some bytes, at most all. */
  synchronized void shrink(long bytes) {
    long returned = Math.min(bytes, held);
    held -= returned;
    owner.give(returned);
  }

  /** The bytes held at present. */
  synchronized long held() {
    return held;
  }

  /** Returns all bytes; nothing is reserved afterwards. */
  synchronized void close() {
    closed = true;
    shrink(held);
  }
}
