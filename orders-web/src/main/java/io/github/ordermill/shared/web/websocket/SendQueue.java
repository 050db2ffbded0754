package io.github.ordermill.shared.web.websocket;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The messages of one socket, one after another: each is made when its turn comes, which is when
 * the network has taken the one before. So at most one is in memory of those that can wait.
 */
final class SendQueue {

  private final BiConsumer<String, Consumer<Throwable>> wire;
  private final Executor workers;
  private final Consumer<Throwable> broken;

  private final Queue<Supplier<CompletableFuture<String>>> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean finishing;
  private boolean closed;
  private long sendingSince;

  /**
   * Nothing to send yet.
   *
   * @param wire sends a message, and says when that is done: null, or what went wrong
   * @param broken takes what went wrong; nothing is sent afterwards
   */
  SendQueue(
      BiConsumer<String, Consumer<Throwable>> wire, Executor workers, Consumer<Throwable> broken) {
    this.wire = wire;
    this.workers = workers;
    this.broken = broken;
  }

  /** Sends a message when its turn comes. */
  void add(String message) {
    add(() -> CompletableFuture.completedFuture(message));
  }

  /** Makes a message when its turn comes, and sends it; null if there is none after all. */
  void add(Supplier<CompletableFuture<String>> message) {
    synchronized (this) {
      if (closed || finishing) {
        return;
      }
      waiting.add(message);
      if (busy) {
        return;
      }
      busy = true;
    }
    workers.execute(this::next);
  }

  private void next() {
    Supplier<CompletableFuture<String>> message;
    synchronized (this) {
      message = waiting.poll();
      if (message == null) {
        busy = false;
        return;
      }
    }
    try {
      message.get().whenComplete(this::made);
    } catch (RuntimeException | StackOverflowError fault) {
      fail(fault);
    }
  }

  private void made(String message, Throwable fault) {
    if (fault != null) {
      fail(fault);
    } else if (message == null) {
      workers.execute(this::next);
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
    wire.accept(message, this::sent);
  }

  private void sent(Throwable fault) {
    synchronized (this) {
      sendingSince = 0;
    }
    if (fault == null) {
      workers.execute(this::next);
    } else {
      fail(fault);
    }
  }

  private void fail(Throwable fault) {
    close();
    broken.accept(fault);
  }

  /** How many messages wait for their turn. */
  synchronized int size() {
    return waiting.size();
  }

  /** For how long the network has not taken the message that is being sent, in nanoseconds. */
  synchronized long stuckNanos() {
    return sendingSince == 0 ? 0 : System.nanoTime() - sendingSince;
  }

  /** Sends nothing more but what is on its way, then calls {@code last}. */
  synchronized void finish(Runnable last) {
    waiting.clear();
    add(
        () -> {
          last.run();
          return CompletableFuture.completedFuture(null);
        });
    finishing = true;
  }

  /** Forgets what has not been sent. */
  synchronized void close() {
    closed = true;
    waiting.clear();
  }
}
