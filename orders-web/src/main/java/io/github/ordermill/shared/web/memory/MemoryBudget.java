package io.github.ordermill.shared.web.memory;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Budget of bytes of heap for everything that clients make a node hold: request bodies, answers,
 * messages of websockets and caches. A holder reserves before it allocates and is refused when the
 * budget is spent, so that clients together cannot exhaust the heap.
 *
 * <p>The last quarter is for holders of at most {@value #SMALL} bytes: ordinary requests are served
 * while large ones are refused.
 */
@ApplicationScoped
public class MemoryBudget {

  /** Bytes of an ordinary request with its answer. */
  static final long SMALL = 1 << 18;

  private final AtomicLong reserved = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();
  private long capacity;

  /** For CDI only. */
  protected MemoryBudget() {}

  @Inject
  MemoryBudget(ApiSettings api) {
    this(Runtime.getRuntime().maxMemory() / 100 * api.limit(Limit.MEMORY_PERCENT));
  }

  /** A budget of {@code capacity} bytes. */
  public MemoryBudget(long capacity) {
    this.capacity = capacity;
  }

  /** Bytes that can be reserved together. */
  public long capacity() {
    return capacity;
  }

  /** Bytes that are reserved now. */
  public long reserved() {
    return reserved.get();
  }

  /** How often bytes were refused since the start. */
  public long refusals() {
    return refusals.get();
  }

  /** A new reservation of zero bytes. */
  public Reservation reservation() {
    return new Reservation(this);
  }

  private boolean reserve(long bytes, boolean isSmall) {
    long limit = isSmall ? capacity : capacity - capacity / 4;
    var before = reserved.get();
    while (before + bytes <= limit) {
      if (reserved.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = reserved.get();
    }
    refusals.incrementAndGet();
    return false;
  }

  /** Bytes reserved by one holder, such as a request; safe for use by several threads. */
  public static final class Reservation implements AutoCloseable {

    private final MemoryBudget budget;
    private long bytes;
    private int uses;
    private boolean closed;

    private Reservation(MemoryBudget budget) {
      this.budget = budget;
    }

    /**
     * Reserves further bytes.
     *
     * @param further zero or more
     * @return false, with nothing reserved, if the budget is spent or the reservation is closed
     */
    public synchronized boolean grow(long further) {
      if (closed || !budget.reserve(further, bytes + further <= SMALL)) {
        return false;
      }
      bytes += further;
      return true;
    }

    /** Returns some of the reserved bytes, at most all of them. */
    public synchronized void shrink(long released) {
      var returned = Math.min(released, bytes);
      bytes -= returned;
      budget.reserved.addAndGet(-returned);
    }

    /** Bytes reserved now. */
    public synchronized long bytes() {
      return bytes;
    }

    /**
     * Begins work that uses the bytes, such as an execution, which may go on when the client is
     * gone: they are returned only when the reservation is closed and all such work has ended.
     */
    public synchronized void beginUse() {
      uses++;
    }

    /** Ends work that uses the bytes. */
    public synchronized void endUse() {
      uses--;
      returnIfUnused();
    }

    /** Refuses further bytes, and returns all once no work uses them. */
    @Override
    public synchronized void close() {
      closed = true;
      returnIfUnused();
    }

    private void returnIfUnused() {
      if (closed && uses == 0) {
        shrink(bytes);
      }
    }
  }
}
