package io.github.ordermill.shared.web.websocket;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.web.fairness.KeyedQuota;
import io.github.ordermill.shared.web.memory.MemoryBudget;
import io.github.ordermill.shared.web.request.ClientAddress;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Shares of the node's websockets and of their memory, by client address. Thread-safe. */
final class SocketShares {

  private static final int PERCENT = 100;

  /** What the container and this package hold for a websocket without operations, as measured. */
  private static final long IDLE_BYTES = 32_000;

  private final Semaphore places;
  private final KeyedQuota<ClientAddress> placesOfAddress;
  private final KeyedQuota<ClientAddress> bytesOfAddress;
  private final KeyedQuota<Class<?>> bytesOfAll;
  private final MemoryBudget.Reservation bytes;
  private final long bytesOfSocket;

  SocketShares(ApiSettings api, MemoryBudget budget) {
    places = new Semaphore(api.limit(Limit.SOCKETS));
    placesOfAddress = new KeyedQuota<>(api.limit(Limit.SOCKETS_PER_ADDRESS));
    bytesOfAll = new KeyedQuota<>(share(budget, api.limit(Limit.SOCKETS_MEMORY_PERCENT)));
    bytesOfAddress =
        new KeyedQuota<>(share(budget, api.limit(Limit.SOCKETS_MEMORY_PERCENT_PER_ADDRESS)));
    bytes = budget.reservation();
    bytesOfSocket = api.limit(Limit.SOCKET_BUFFER_BYTES);
  }

  private static long share(MemoryBudget budget, int percent) {
    return budget.capacity() / PERCENT * percent;
  }

  /**
   * Takes a place for one more websocket of an address, and the memory that it needs at least.
   *
   * @return its memory; empty if there is no place
   */
  Optional<SocketMemory> enter(ClientAddress address) {
    if (!placesOfAddress.tryAcquire(address, 1)) {
      return Optional.empty();
    }
    var memory = memory(address);
    if (!places.tryAcquire()) {
      placesOfAddress.release(address, 1);
      return Optional.empty();
    }
    if (!memory.grow(IDLE_BYTES)) {
      leave(address, memory);
      return Optional.empty();
    }
    return Optional.of(memory);
  }

  /** Returns a place that was taken, and its memory. */
  void leave(ClientAddress address, SocketMemory memory) {
    memory.close();
    places.release();
    placesOfAddress.release(address, 1);
  }

  private SocketMemory memory(ClientAddress address) {
    return new SocketMemory(
        bytesOfSocket,
        new SocketMemory.Owner() {
          @Override
          public boolean take(long amount) {
            return SocketShares.this.take(address, amount);
          }

          @Override
          public void give(long amount) {
            SocketShares.this.give(address, amount);
          }
        });
  }

  /** The bytes that all websockets hold. */
  long bytes() {
    return bytes.bytes();
  }

  private boolean take(ClientAddress address, long amount) {
    if (!bytesOfAddress.tryAcquire(address, amount)) {
      return false;
    }
    if (!bytesOfAll.tryAcquire(SocketShares.class, amount)) {
      bytesOfAddress.release(address, amount);
      return false;
    }
    if (!bytes.grow(amount)) {
      give(address, amount, 0);
      return false;
    }
    return true;
  }

  private void give(ClientAddress address, long amount) {
    give(address, amount, amount);
  }

  private void give(ClientAddress address, long amount, long ofBudget) {
    bytesOfAddress.release(address, amount);
    bytesOfAll.release(SocketShares.class, amount);
    bytes.shrink(ofBudget);
  }
}
