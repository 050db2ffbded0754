package io.github.ordermill.shared.web.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Writes frames of a server after <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5">RFC
 * 6455</a> when the network takes them. Writes nothing once {@link #detach} has returned: the
 * server reuses the stream for another connection, whose answers a late frame would corrupt.
 */
final class FrameWriter implements WriteListener {

  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int PONG = 0x8a;
  private static final int LENGTH_OF_TWO_BYTES = 126;
  private static final int LENGTH_OF_EIGHT_BYTES = 127;
  private static final int MAX_SHORT_LENGTH = 125;
  private static final int MAX_TWO_BYTE_LENGTH = 0xffff;

  /** What the container is given at a time, so that it buffers no more. */
  private static final int SLICE_BYTES = 16_384;

  private static final long DETACH_SECONDS = 1;

  private final ServletOutputStream out;
  private final Queue<Frame> frames = new ConcurrentLinkedQueue<>();
  private final AtomicReference<byte[]> pong = new AtomicReference<>();

  /** Requests to write: the thread that makes the first one writes for all others. */
  private final AtomicInteger requests = new AtomicInteger();

  /** Held while writing; contended only by {@link #detach}. */
  private final ReentrantLock writing = new ReentrantLock();

  private Frame current;
  private volatile boolean detached;
  private final AtomicBoolean closing = new AtomicBoolean();

  /** A frame and how far it has been written. */
  private static final class Frame {

    private final byte[] header;
    private final byte[] payload;
    private final Consumer<Throwable> onSent;
    private int written;

    Frame(int firstByte, byte[] payload, Consumer<Throwable> onSent) {
      this.header = header(firstByte, payload.length);
      this.payload = payload;
      this.onSent = onSent;
    }

    private static byte[] header(int firstByte, int length) {
      var header = ByteBuffer.allocate(2 + Long.BYTES).put((byte) firstByte);
      if (length <= MAX_SHORT_LENGTH) {
        header.put((byte) length);
      } else if (length <= MAX_TWO_BYTE_LENGTH) {
        header.put((byte) LENGTH_OF_TWO_BYTES).putShort((short) length);
      } else {
        header.put((byte) LENGTH_OF_EIGHT_BYTES).putLong(length);
      }
      var bytes = new byte[header.position()];
      header.flip().get(bytes);
      return bytes;
    }

    boolean isLast() {
      return (header[0] & 0xff) == CLOSE;
    }

    boolean isWritten() {
      return written == header.length + payload.length;
    }

    /** Writes a part of the header or the payload. */
    void write(ServletOutputStream out) throws IOException {
      if (written < header.length) {
        out.write(header, written, header.length - written);
        written = header.length;
        return;
      }
      int from = written - header.length;
      int count = Math.min(SLICE_BYTES, payload.length - from);
      out.write(payload, from, count);
      written += count;
    }
  }

  FrameWriter(ServletOutputStream out) {
    this.out = out;
  }

  /** Begins to listen to the network. */
  void start() {
    out.setWriteListener(this);
  }

  /**
   * Writes a text message.
   *
   * @param onSent called with null when the network has taken it, else with the failure
   */
  void text(byte[] utf8, Consumer<Throwable> onSent) {
    add(new Frame(TEXT, utf8, onSent));
  }

  /** Answers a ping; of several pings that wait for an answer the last one is answered. */
  void pong(byte[] payload) {
    pong.set(payload);
    write();
  }

  /** Writes a close frame, after which nothing more is written. */
  void close(int code, String reason, Consumer<Throwable> onSent) {
    var text = reason.getBytes(US_ASCII);
    var payload = ByteBuffer.allocate(Short.BYTES + text.length).putShort((short) code).put(text);
    var frame = new Frame(CLOSE, payload.array(), onSent);
    if (detached || !closing.compareAndSet(false, true)) {
      onSent.accept(closed());
      return;
    }
    frames.add(frame);
    write();
  }

  private void add(Frame frame) {
    if (detached || closing.get()) {
      frame.onSent.accept(closed());
      return;
    }
    frames.add(frame);
    write();
  }

  private static IOException closed() {
    return new IOException("the connection is closed");
  }

  private void write() {
    if (requests.getAndIncrement() > 0) {
      return;
    }
    int served = 1;
    do {
      writeReady();
      served = requests.addAndGet(-served);
    } while (served != 0);
  }

  private void writeReady() {
    try {
      for (var sent = next(); sent != null; sent = next()) {
        sent.onSent.accept(null);
      }
    } catch (IOException | RuntimeException failure) {
      fail(failure);
    }
  }

  /** Writes until a frame is complete, and returns it; null if there is nothing to be written. */
  private Frame next() throws IOException {
    writing.lock();
    try {
      while (!detached && hasFrame() && out.isReady()) {
        current.write(out);
        out.flush();
        if (current.isWritten()) {
          var complete = current;
          current = null;
          detached = complete.isLast();
          return complete;
        }
      }
      return null;
    } finally {
      writing.unlock();
    }
  }

  private boolean hasFrame() {
    if (current == null) {
      var payload = pong.getAndSet(null);
      current = payload == null ? frames.poll() : new Frame(PONG, payload, fault -> {});
    }
    return current != null;
  }

  @Override
  public void onWritePossible() {
    write();
  }

  @Override
  public void onError(Throwable failure) {
    fail(failure);
  }

  private void fail(Throwable failure) {
    detached = true;
    var unsent = unsent();
    if (unsent != null) {
      unsent.onSent.accept(failure);
    }
    for (var frame = frames.poll(); frame != null; frame = frames.poll()) {
      frame.onSent.accept(failure);
    }
  }

  /** The frame that is not complete, once a write in progress has returned; null if none is. */
  private Frame unsent() {
    try {
      if (writing.tryLock(DETACH_SECONDS, TimeUnit.SECONDS)) {
        try {
          var unsent = current;
          current = null;
          return unsent;
        } finally {
          writing.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  /** Stops writing, once a write in progress has returned. */
  void detach() {
    fail(closed());
  }
}
