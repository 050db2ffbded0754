package io.github.ordermill.ordering.web;

import io.github.ordermill.shared.application.ViewVersionFeed;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/** A feed that publishes what a test passes to it. */
final class FakeViewVersionFeed implements ViewVersionFeed {

  private final Map<IntConsumer, UUID> watchers = new ConcurrentHashMap<>();

  @Override
  public Watch watch(String projection, UUID id, int seen, IntConsumer listener) {
    watchers.put(listener, id);
    return () -> watchers.remove(listener);
  }

  int size() {
    return watchers.size();
  }

  void publish(UUID id, int version) {
    watchers.forEach(
        (listener, watched) -> {
          if (watched.equals(id)) {
            listener.accept(version);
          }
        });
  }
}
