package io.github.ordermill.shared.application.paging;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page of a sorted list, read forwards or backwards from an end of the list or from a cursor.
 *
 * @param entries in the order of the list, independently of the direction of reading
 * @param hasMore whether further items follow in the direction of reading
 * @param total exact number of items in the list, as of the same moment; null if it was not read
 */
public record CursorPage<T>(List<Entry<T>> entries, boolean hasMore, Integer total) {

  public CursorPage {
    entries = List.copyOf(entries);
  }

  /** A page without the total. */
  public CursorPage(List<Entry<T>> entries, boolean hasMore) {
    this(entries, hasMore, null);
  }

  /**
   * One item with its position.
   *
   * @param cursor position of the item, from which to continue in either direction
   */
  public record Entry<T>(T item, String cursor) {}

  /**
   * A page from up to {@code size + 1} entries; the surplus entry is removed and shows that there
   * are more.
   *
   * @param read the entries in the direction of reading
   * @param size maximum number of entries in the page
   * @param backwards whether the list was read from its end towards its beginning
   */
  public static <T> CursorPage<T> of(List<Entry<T>> read, int size, boolean backwards) {
    return of(read, size, backwards, null);
  }

  /**
   * As {@link #of(List, int, boolean)}, with the total.
   *
   * @param total null if it was not read
   */
  public static <T> CursorPage<T> of(
      List<Entry<T>> read, int size, boolean backwards, Integer total) {
    boolean more = read.size() > size;
    var entries = read.stream().limit(size).collect(Collectors.toList());
    if (backwards) {
      Collections.reverse(entries);
    }
    return new CursorPage<>(entries, more, total);
  }

  /** The items without their cursors. */
  public List<T> items() {
    return entries.stream().map(Entry::item).toList();
  }
}
