package io.github.ordermill.shared.infrastructure.projection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Cache of versions applied lately, which recognises most duplicates without a query. A version
 * that it does not contain may be applied nevertheless.
 */
final class AppliedVersions {

  private static final int MAX_AGGREGATES = 50_000;

  private final Map<UUID, Integer> versions =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
          return size() > MAX_AGGREGATES;
        }
      };

  /** Adds a version, once the transaction that applied it has committed. */
  synchronized void add(UUID aggregateId, int version) {
    versions.merge(aggregateId, version, Math::max);
  }

  /** Removes everything. */
  synchronized void clear() {
    versions.clear();
  }

  /** Whether that version, or a later one, is known to be applied. */
  synchronized boolean contains(UUID aggregateId, int version) {
    var known = versions.get(aggregateId);
    return known != null && known >= version;
  }
}
