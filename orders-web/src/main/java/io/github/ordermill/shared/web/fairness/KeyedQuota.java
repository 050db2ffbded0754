package io.github.ordermill.shared.web.fairness;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Number of units, such as places or bytes, that each holder may have at the same time. A holder
 * without units takes no memory. Thread-safe.
 *
 * @param <K> identifies a holder
 */
public final class KeyedQuota<K> {

  private final ConcurrentMap<K, Long> held = new ConcurrentHashMap<>();
  private final long limit;

  /** With the number of units per holder, zero or more. */
  public KeyedQuota(long limit) {
    this.limit = limit;
  }

  /**
   * Takes units.
   *
   * @param units zero or more
   * @return false, with nothing taken, if the holder would have more than the limit
   */
  public boolean tryAcquire(K holder, long units) {
    var taken = new boolean[1];
    held.compute(
        holder,
        (same, before) -> {
          long now = (before == null ? 0 : before) + units;
          taken[0] = now <= limit;
          return taken[0] && now > 0 ? Long.valueOf(now) : before;
        });
    return taken[0];
  }

  /** Returns units that were taken. */
  public void release(K holder, long units) {
    held.computeIfPresent(holder, (same, before) -> before <= units ? null : before - units);
  }

  /** The units that a holder has at present. */
  public long held(K holder) {
    return held.getOrDefault(holder, 0L);
  }

  /** The number of holders that have any. */
  public int holders() {
    return held.size();
  }
}
