package io.github.ordermill.shared.web.websocket;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Queue of the messages to one client, sent one at a time. A message is produced only when the
 * previous one has been sent, so that at most one produced message is in memory per websocket.
 */
final class SendQueue {

  private final BiConsumer<String, Consumer<Throwable>> transport;
  private final Executor executor;
  private final Consumer<Throwable> onFailure;

  private final Queue<Supplier<CompletableFuture<String>>> pending = new ArrayDeque<>();
  private boolean busy;
  private boolean finishing;
  private boolean closed;
  private long sendingSince;

  /**
   * An empty queue.
   *
   * @param transport sends a message and then calls back with null or the failure
   * @param onFailure takes a failure; nothing is sent afterwards
   */
  SendQueue(
      BiConsumer<String, Consumer<Throwable>> transport,
      Executor executor,
      Consumer<Throwable> onFailure) {
    this.transport = transport;
    this.executor = executor;
    this.onFailure = onFailure;
  }

  /** Appends a message. */
  void add(String message) {
    add(() -> CompletableFuture.completedFuture(message));
  }

  /** Appends a message that is produced when it can be sent; null if there is none after all. */
  void add(Supplier<CompletableFuture<String>> message) {
    synchronized (this) {
      if (closed || finishing) {
        return;
      }
      pending.add(message);
      if (busy) {
        return;
      }
      busy = true;
    }
    executor.execute(this::next);
  }

  private void next() {
    Supplier<CompletableFuture<String>> message;
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

  private void onProduced(String message, Throwable fault) {
    if (fault != null) {
      fail(fault);
    } else if (message == null) {
      executor.execute(this::next);
    } else {
      send(message);
    }
  }

  private void send(String message) {
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
    }
    if (fault == null) {
      executor.execute(this::next);
    } else {
      fail(fault);
    }
  }

  private void fail(Throwable fault) {
    close();
    onFailure.accept(fault);
  }

  /** The number of messages that are not being sent yet. */
  synchronized int size() {
    return pending.size();
  }

  /** How long the current message has been sending, in nanoseconds; 0 if none is. */
  synchronized long sendingNanos() {
    return sendingSince == 0 ? 0 : System.nanoTime() - sendingSince;
  }

  /** Drops what is pending, and calls {@code last} when the current message has been sent. */
  synchronized void finish(Runnable last) {
    pending.clear();
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
    pending.clear();
  }
}
