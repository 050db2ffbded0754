package io.github.ordermill.shared.web.consistency;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.web.fairness.FairExecutor;
import io.github.ordermill.shared.web.fairness.KeyedQuota;
import io.github.ordermill.shared.web.request.ClientAddress;
import io.github.ordermill.shared.web.request.RequestContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Places for fields that wait for a view: of the node, of each address, and of each request or
 * websocket, so that none of them takes the places of all others. The reads of an address after its
 * waits leave a thread to those of other addresses.
 */
final class WaiterPlaces {

  private final FairExecutor threads;
  private final int ofNode;
  private final int ofAddress;
  private final KeyedQuota<Object> ofConnection;
  private final Map<ClientAddress, Address> addresses = new HashMap<>();
  private int taken;

  /** Places taken by an address, and its share of the threads. */
  private static final class Address {
    private final FairExecutor.Lane lane;
    private int taken;

    Address(FairExecutor.Lane lane) {
      this.lane = lane;
    }
  }

  WaiterPlaces(FairExecutor threads, ApiSettings api) {
    this.threads = threads;
    ofNode = api.limit(Limit.WAITERS);
    ofAddress = api.limit(Limit.WAITERS_PER_ADDRESS);
    ofConnection = new KeyedQuota<>(api.limit(Limit.WAITERS_PER_REQUEST));
  }

  /** The number of places that are taken. */
  synchronized int taken() {
    return taken;
  }

  /** Takes a place for a field of the request; empty if there is none for the request. */
  synchronized Optional<Place> take(RequestContext request) {
    var address = addresses.computeIfAbsent(request.address(), unknown -> new Address(newLane()));
    if (taken >= ofNode
        || address.taken >= ofAddress
        || !ofConnection.tryAcquire(request.connection(), 1)) {
      forgetIfUnused(request.address(), address);
      return Optional.empty();
    }
    taken++;
    address.taken++;
    return Optional.of(new Place(request, address));
  }

  private FairExecutor.Lane newLane() {
    return threads.lane(Math.max(1, threads.size() - 1), ofAddress);
  }

  private synchronized void giveBack(RequestContext request, Address address) {
    taken--;
    address.taken--;
    ofConnection.release(request.connection(), 1);
    forgetIfUnused(request.address(), address);
  }

  private void forgetIfUnused(ClientAddress key, Address address) {
    if (address.taken == 0) {
      addresses.remove(key, address);
    }
  }

  /** A place that is taken. */
  final class Place {

    private final RequestContext request;
    private final Address address;

    private Place(RequestContext request, Address address) {
      this.request = request;
      this.address = address;
    }

    /** Runs a read of the field; at most one may wait for a thread at a time. */
    void execute(Runnable read) {
      address.lane.execute(read);
    }

    /** Returns the place; to be called once. */
    void giveBack() {
      WaiterPlaces.this.giveBack(request, address);
    }
  }
}
