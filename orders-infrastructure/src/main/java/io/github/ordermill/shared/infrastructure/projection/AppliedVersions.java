package io.github.ordermill.shared.infrastructure.projection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Remembers what was applied lately, so that most duplicates are known without asking the database.
 * What it does not know may have been applied all the same.
 */
final class AppliedVersions {

  private static final int ORDERS = 50_000;

  private final Map<UUID, Integer> versions =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
          return size() > ORDERS;
        }
      };

  /** To be called once the transaction that applied it has committed. */
  synchronized void add(UUID order, int version) {
    versions.merge(order, version, Math::max);
  }

  /** Knows nothing any more. */
  synchronized void forget() {
    versions.clear();
  }

  /** Whether that version, or a later one, is known to be applied. */
  synchronized boolean contain(UUID order, int version) {
    var known = versions.get(order);
    return known != null && known >= version;
  }
}
