package io.github.ordermill.shared.web.websocket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Queue of the messages to one client, sent one at a time. The events of subscriptions are produced
 * only when the previous message has been sent. The bytes of all messages that have been produced
 * are reserved; where they are not left, sending fails.
 */
final class SendQueue {

  private static final int SMALL_MESSAGE = 1_000;

  /** Messages that need not be produced and are sent before others have their turn. */
  private static final int MAX_SENT_IN_TURN = 16;

  private final BiConsumer<byte[], Consumer<Throwable>> transport;
  private final Executor executor;
  private final SocketMemory memory;
  private final Consumer<Throwable> onFailure;

  private final Deque<Supplier<CompletableFuture<byte[]>>> pending = new ArrayDeque<>(2);
  private long pendingBytes;
  private long sendingBytes;
  private int sentInTurn;
  private boolean busy;
  private boolean finishing;
  private boolean closed;
  private long sendingSince;

  /**
   * An empty queue.
   *
   * @param transport sends a message and then calls back with null or the failure
   * @param memory what messages that wait are reserved from
   * @param onFailure takes a failure; nothing is sent afterwards
   */
  SendQueue(
      BiConsumer<byte[], Consumer<Throwable>> transport,
      Executor executor,
      SocketMemory memory,
      Consumer<Throwable> onFailure) {
    this.transport = transport;
    this.executor = executor;
    this.memory = memory;
    this.onFailure = onFailure;
  }

  /** A message that need not be produced, with the bytes reserved for it. */
  private final class Ready implements Supplier<CompletableFuture<byte[]>> {

    private final byte[] message;
    private final int bytes;

    Ready(byte[] message, int bytes) {
      this.message = message;
      this.bytes = bytes;
    }

    @Override
    public CompletableFuture<byte[]> get() {
      synchronized (SendQueue.this) {
        pendingBytes -= bytes;
        sendingBytes = bytes;
      }
      return CompletableFuture.completedFuture(message);
    }
  }

  /** There is no memory for a message. */
  static final class Overloaded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Overloaded() {
      super("no memory for a message", null, false, false);
    }
  }

  /**
   * Appends a message.
   *
   * @return false if there is no memory for it; one of a few hundred bytes is always appended
   */
  boolean add(byte[] message) {
    boolean reserved = memory.grow(message.length);
    if (!reserved && message.length > SMALL_MESSAGE) {
      return false;
    }
    int bytes = reserved ? message.length : 0;
    synchronized (this) {
      if (closed || finishing) {
        memory.shrink(bytes);
        return true;
      }
      pendingBytes += bytes;
    }
    add(new Ready(message, bytes));
    return true;
  }

  /** Appends a message that is produced when it can be sent; null if there is none after all. */
  void add(Supplier<CompletableFuture<byte[]>> message) {
    append(message, false);
  }

  /** Puts a message before all others, likewise. */
  void addFirst(Supplier<CompletableFuture<byte[]>> message) {
    append(message, true);
  }

  private void append(Supplier<CompletableFuture<byte[]>> message, boolean first) {
    synchronized (this) {
      if (closed || finishing) {
        return;
      }
      if (first) {
        pending.addFirst(message);
      } else {
        pending.addLast(message);
      }
      if (busy) {
        return;
      }
      busy = true;
    }
    executor.execute(this::next);
  }

  private void next() {
    Supplier<CompletableFuture<byte[]>> message;
    synchronized (this) {
      message = pending.poll();
      if (message == null) {
        busy = false;
        return;
      }
    }
    try {
      message.get().whenComplete(this::onProduced);
    } catch (RuntimeException | StackOverflowError fault) {
      fail(fault);
    }
  }

  private void onProduced(byte[] message, Throwable fault) {
    if (fault != null) {
      fail(fault);
    } else if (message == null) {
      executor.execute(this::next);
    } else if (isReserved(message)) {
      send(message);
    } else {
      fail(new Overloaded());
    }
  }

  private synchronized boolean isReserved(byte[] message) {
    if (sendingBytes == 0 && memory.grow(message.length)) {
      sendingBytes = message.length;
    }
    return sendingBytes > 0 || message.length <= SMALL_MESSAGE;
  }

  private void send(byte[] message) {
    synchronized (this) {
      if (closed) {
        return;
      }
      sendingSince = System.nanoTime();
    }
    transport.accept(message, this::onSent);
  }

  private void onSent(Throwable fault) {
    synchronized (this) {
      sendingSince = 0;
      memory.shrink(sendingBytes);
      sendingBytes = 0;
    }
    if (fault != null) {
      fail(fault);
    } else if (isNextReady()) {
      next();
    } else {
      executor.execute(this::next);
    }
  }

  /** Whether one more message can be sent in the same turn. */
  private synchronized boolean isNextReady() {
    sentInTurn =
        pending.peek() instanceof Ready && sentInTurn < MAX_SENT_IN_TURN ? sentInTurn + 1 : 0;
    return sentInTurn > 0;
  }

  private void fail(Throwable fault) {
    close();
    onFailure.accept(fault);
  }

  /** The number of messages that are not being sent yet. */
  synchronized int size() {
    return pending.size();
  }

  /** The bytes of messages that are not being sent yet. */
  synchronized long pendingBytes() {
    return pendingBytes;
  }

  /** How long the current message has been sending, in nanoseconds; 0 if none is. */
  synchronized long sendingNanos() {
    return sendingSince == 0 ? 0 : System.nanoTime() - sendingSince;
  }

  /** Drops what is pending, and calls {@code last} when the current message has been sent. */
  synchronized void finish(Runnable last) {
    clear();
    add(
        () -> {
          last.run();
          return CompletableFuture.completedFuture(null);
        });
    finishing = true;
  }

  /** Drops what is pending and sends nothing more. */
  synchronized void close() {
    closed = true;
    clear();
  }

  private void clear() {
    pending.clear();
    memory.shrink(pendingBytes);
    pendingBytes = 0;
  }
}
