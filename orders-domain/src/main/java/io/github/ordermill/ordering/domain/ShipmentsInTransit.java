package io.github.ordermill.ordering.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The shipments of an order that have left and not arrived. A value: what would change them gives
 * back others.
 *
 * @param numbers theirs within the order, ascending
 */
public record ShipmentsInTransit(List<Integer> numbers) {

  static final ShipmentsInTransit NONE = new ShipmentsInTransit(List.of());

  public ShipmentsInTransit {
    numbers = List.copyOf(numbers);
  }

  /** These and the one that has left last. */
  ShipmentsInTransit and(int last) {
    var more = new ArrayList<>(numbers);
    more.add(last);
    return new ShipmentsInTransit(more);
  }

  /** Those that have not arrived either. */
  ShipmentsInTransit without(Collection<Integer> arrived) {
    return new ShipmentsInTransit(
        numbers.stream().filter(number -> !arrived.contains(number)).toList());
  }

  /** Whether there are any. */
  boolean any() {
    return !numbers.isEmpty();
  }
}
