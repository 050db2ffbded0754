package io.github.ordermill.shared.application.paging;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A stretch of a sorted list, read from one of its ends or from a cursor on.
 *
 * @param entries in the list's order, whichever way it was read
 * @param hasMore whether the list goes on in the direction of reading
 */
public record CursorPage<T>(List<Entry<T>> entries, boolean hasMore) {

  public CursorPage {
    entries = List.copyOf(entries);
  }

  /**
   * One item and where it stands.
   *
   * @param cursor to go on reading from, forwards or backwards
   */
  public record Entry<T>(T item, String cursor) {}

  /**
   * The slice that was read one item further than asked for, to see whether there are more.
   *
   * @param read in the direction of reading
   * @param size how many were asked for
   * @param backwards whether it was read towards the list's beginning
   */
  public static <T> CursorPage<T> of(List<Entry<T>> read, int size, boolean backwards) {
    boolean more = read.size() > size;
    var entries = read.stream().limit(size).collect(Collectors.toList());
    if (backwards) {
      Collections.reverse(entries);
    }
    return new CursorPage<>(entries, more);
  }

  /** The items without their cursors. */
  public List<T> items() {
    return entries.stream().map(Entry::item).toList();
  }
}
