package io.github.ordermill.ordering.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The shipments of an order that have been shipped and not delivered. Immutable.
 *
 * @param numbers the shipment numbers within the order, ascending
 */
public record ShipmentsInTransit(List<Integer> numbers) {

  static final ShipmentsInTransit NONE = new ShipmentsInTransit(List.of());

  public ShipmentsInTransit {
    numbers = List.copyOf(numbers);
  }

  /**
   * These and one more shipment.
   *
   * @param number greater than all numbers so far
   */
  ShipmentsInTransit plus(int number) {
    var more = new ArrayList<>(numbers);
    more.add(number);
    return new ShipmentsInTransit(more);
  }

  ShipmentsInTransit minus(Collection<Integer> delivered) {
    return new ShipmentsInTransit(
        numbers.stream().filter(number -> !delivered.contains(number)).toList());
  }

  boolean any() {
    return !numbers.isEmpty();
  }
}
