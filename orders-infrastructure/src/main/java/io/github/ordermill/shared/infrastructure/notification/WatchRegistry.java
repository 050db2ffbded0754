package io.github.ordermill.shared.infrastructure.notification;

import io.github.ordermill.shared.application.ViewVersionFeed;
import io.github.ordermill.shared.application.background.OutOfMemory;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Registry of the listeners for view versions on this node. */
final class WatchRegistry {

  private static final Logger LOG = Logger.getLogger(WatchRegistry.class.getName());

  /**
   * What is watched: the view of one aggregate.
   *
   * @param projection name of the projection that keeps the view
   */
  record Subject(String projection, UUID id) {}

  private final Map<Subject, Set<Watcher>> watchers = new ConcurrentHashMap<>();

  /** One listener, which is notified of rising versions only. */
  private static final class Watcher {
    private final AtomicInteger known;
    private final IntConsumer listener;

    Watcher(int seen, IntConsumer listener) {
      this.known = new AtomicInteger(seen);
      this.listener = listener;
    }

    /**
     * Does not throw: a listener that fails keeps neither the others nor a commit from going on.
     */
    void notify(int version) {
      if (known.getAndAccumulate(version, Math::max) < version) {
        try {
          listener.accept(version);
        } catch (RuntimeException | Error fault) {
          OutOfMemory.endProcessAt(fault);
          LOG.log(Level.SEVERE, "A listener for view versions failed", fault);
        }
      }
    }
  }

  ViewVersionFeed.Watch add(Subject subject, int seen, IntConsumer listener) {
    var watcher = new Watcher(seen, listener);
    watchers.compute(
        subject,
        (same, some) -> {
          var all = some == null ? ConcurrentHashMap.<Watcher>newKeySet(1) : some;
          all.add(watcher); // not by a copy: thousands may watch one subject
          return all;
        });
    return () ->
        watchers.computeIfPresent(
            subject,
            (same, some) -> {
              some.remove(watcher);
              return some.isEmpty() ? null : some;
            });
  }

  void notify(Subject subject, int version) {
    watchers.getOrDefault(subject, Set.of()).forEach(watcher -> watcher.notify(version));
  }

  boolean isWatched(Subject subject) {
    return watchers.containsKey(subject);
  }

  boolean isEmpty() {
    return watchers.isEmpty();
  }

  /** A snapshot of all subjects. */
  Collection<Subject> subjects() {
    return Set.copyOf(watchers.keySet());
  }
}
