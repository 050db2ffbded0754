package io.github.ordermill.shared.web.graphql.limits;

import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationState;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.application.ReadAllowance;
import io.github.ordermill.shared.web.request.RequestContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Account of one execution: the bytes of its answer, its cost in points, and the heap that both the
 * answer and the rows that it is made of take. All are counted while the answer is built. Where one
 * is exceeded the execution is aborted, and the answer is the error alone. Thread-safe: fields that
 * waited continue on other threads.
 *
 * <p>Heap is reserved in the node's memory budget before it is used. Measured by {@code
 * AnswerBudgetTest} on a 64-bit JVM with compressed references:
 *
 * <ul>
 *   <li>an object of an answer is a LinkedHashMap with its table of 16 and what graphql-java notes
 *       about the object, {@value #HEAP_PER_OBJECT} bytes;
 *   <li>a field is its entry in the map, its value's header and what graphql-java notes about the
 *       field until it is complete, {@value #HEAP_PER_FIELD} bytes;
 *   <li>an element of a list is a reference and what graphql-java notes about the element, {@value
 *       #HEAP_PER_ELEMENT} bytes;
 *   <li>a byte of JSON is at least a byte of a text, then one in the buffer that it is written to,
 *       which doubles while it grows: {@value #HEAP_PER_JSON_BYTE} bytes;
 *   <li>a byte of a row is one in the driver, one in its text and one in the record read from it:
 *       {@value #HEAP_PER_ROW_BYTE} bytes;
 *   <li>a field that is read with those of other objects at once is, until then, its environment
 *       and a dozen futures that wait for it: {@value #HEAP_PER_READ} bytes, by the histogram of a
 *       heap with 30,000 of them.
 * </ul>
 *
 * <p>So objects of one short field take up to 30 times as much heap as JSON, and long texts three
 * times as much.
 */
public final class AnswerBudget extends ReadAllowance implements InstrumentationState {

  static final int HEAP_PER_OBJECT = 200;
  static final int HEAP_PER_FIELD = 80;
  static final int HEAP_PER_ELEMENT = 60;
  static final int HEAP_PER_JSON_BYTE = 3;
  static final int HEAP_PER_ROW_BYTE = 3;
  static final int HEAP_PER_READ = 2_000;

  /** What an execution needs at least; the node's counter is asked once for most requests. */
  private static final int STEP = 1 << 16;

  private final DocumentLimits limits;
  private final RequestContext context;
  private final boolean refusing;
  private final int maxBytes;
  private final int maxPoints;

  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong points = new AtomicLong();
  private final AtomicLong structure = new AtomicLong();
  private final AtomicLong rowBytes = new AtomicLong();
  private volatile long reserved;
  private volatile GraphQLError refusal;
  private volatile Runnable cancellation = () -> {};

  /**
   * An account of an execution that has not begun.
   *
   * @param refusing whether the execution may be aborted; a mutation, which has changed something
   *     by then, is only counted
   */
  public AnswerBudget(DocumentLimits limits, RequestContext context, boolean refusing) {
    this.limits = limits;
    this.context = context;
    this.refusing = refusing;
    this.maxBytes = limits.of(Limit.ANSWER_BYTES);
    this.maxPoints = limits.of(Limit.COMPLEXITY);
  }

  /** Calls {@code cancel} when something is exceeded, so that no further field is fetched. */
  public void onRefusal(Runnable cancel) {
    cancellation = cancel;
  }

  /** Why there is no answer; null if nothing was exceeded. */
  public GraphQLError refusal() {
    return refusal;
  }

  /** An object with these fields is about to be executed. */
  void object(List<String> fields) {
    long size = 2;
    for (var field : fields) {
      size += field.length() + 4L;
    }
    if (points.addAndGet(fields.size()) > maxPoints) {
      refuseCost(points.get());
    }
    structure.addAndGet(HEAP_PER_OBJECT + (long) HEAP_PER_FIELD * fields.size());
    add(size);
  }

  /** A field that reads the database by itself is about to be fetched. */
  void read(int cost) {
    if (points.addAndGet(cost) > maxPoints) {
      refuseCost(points.get());
    }
    structure.addAndGet(HEAP_PER_READ);
    reserveHeap(bytes.get());
  }

  /** A list is about to be completed. */
  void list(int size) {
    structure.addAndGet((long) HEAP_PER_ELEMENT * (size + 1));
    add(2L + size);
  }

  /** A scalar or enum is complete. */
  void leaf(Object value) {
    add(JsonSize.of(value));
  }

  private void add(long json) {
    long total = bytes.addAndGet(json);
    if (total > maxBytes && refusing) {
      refuse(bytesExceeded(total));
    }
    reserveHeap(total);
  }

  private void reserveHeap(long answerBytes) {
    long used = structure.get() + HEAP_PER_JSON_BYTE * answerBytes;
    if (used > reserved) {
      reserve(used);
    }
  }

  private synchronized void reserve(long used) {
    long missing = used - reserved;
    if (missing <= 0) {
      return;
    }
    if (context.memory().grow(missing + STEP)) {
      reserved += missing + STEP;
    } else if (refusing) {
      context.overload();
      refuse(limits.memoryExhausted());
    }
  }

  @Override
  public void takeBytes(long further) {
    long total = rowBytes.addAndGet(further);
    if (refusing) {
      if (total > maxBytes) {
        refuseRead(bytesExceeded(total));
      }
      try {
        structure.addAndGet(HEAP_PER_ROW_BYTE * further);
        reserveHeap(bytes.get());
      } catch (AbortExecutionException refused) {
        throw new Exceeded();
      }
    }
  }

  @Override
  public void checkEntries(long entries) {
    if (refusing && points.get() + entries > maxPoints) {
      refuseRead(costExceeded(points.get() + entries));
    }
  }

  private void refuseRead(GraphQLError error) {
    try {
      refuse(error);
    } catch (AbortExecutionException refused) {
      throw new Exceeded();
    }
  }

  private void refuseCost(long cost) {
    if (refusing) {
      refuse(costExceeded(cost));
    }
  }

  private GraphQLError costExceeded(long cost) {
    return limits.exceeded(
        "The operation costs more than " + maxPoints + " points", Limit.COMPLEXITY, limited(cost));
  }

  private GraphQLError bytesExceeded(long size) {
    return limits.exceeded("The answer would be too large", Limit.ANSWER_BYTES, limited(size));
  }

  private void refuse(GraphQLError error) {
    synchronized (this) {
      if (refusal == null) {
        refusal = error;
      }
    }
    cancellation.run();
    throw new AbortExecutionException(List.of(error));
  }

  private static int limited(long value) {
    return (int) Math.min(value, Integer.MAX_VALUE);
  }
}
