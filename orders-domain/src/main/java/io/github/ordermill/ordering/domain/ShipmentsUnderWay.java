package io.github.ordermill.ordering.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The shipments of an order that have left and not arrived. A value: it is replaced, never changed.
 *
 * @param numbers theirs within the order, ascending
 */
public record ShipmentsUnderWay(SortedSet<Integer> numbers) {

  static final ShipmentsUnderWay NONE = new ShipmentsUnderWay(new TreeSet<>());

  public ShipmentsUnderWay {
    numbers = Collections.unmodifiableSortedSet(new TreeSet<>(numbers));
  }

  /** These and another. */
  ShipmentsUnderWay and(int shipment) {
    var more = new TreeSet<>(numbers);
    more.add(shipment);
    return new ShipmentsUnderWay(more);
  }

  /** Those that have not arrived either. */
  ShipmentsUnderWay without(Collection<Integer> arrived) {
    var rest = new TreeSet<>(numbers);
    rest.removeAll(arrived);
    return new ShipmentsUnderWay(rest);
  }

  /** Whether there are any. */
  boolean any() {
    return !numbers.isEmpty();
  }

  List<Integer> toList() {
    return List.copyOf(numbers);
  }
}
