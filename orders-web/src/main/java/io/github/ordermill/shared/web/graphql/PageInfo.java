package io.github.ordermill.shared.web.graphql;

import io.github.ordermill.shared.application.paging.CursorPage;
import org.eclipse.microprofile.graphql.Description;

/** The ends of a page of a connection; the cursors are null when the page is empty. */
@Description("The ends of a page of a connection.")
public record PageInfo(
    @Description("Whether more follow") boolean hasNextPage,
    @Description("Whether some come before") boolean hasPreviousPage,
    @Description("Cursor of the first on the page, null when it is empty") String startCursor,
    @Description("Cursor of the last on the page, null when it is empty") String endCursor) {

  /**
   * The ends of a page that was read in one direction. Whether there are items beyond the end that
   * was not read towards follows from the cursor there: before {@code after} there is an item.
   *
   * @param backwards whether it was read towards the beginning of the list
   * @param after the cursor that it begins after, or null
   * @param before the cursor that it ends before, or null
   */
  public static PageInfo of(CursorPage<?> page, boolean backwards, String after, String before) {
    var entries = page.entries();
    return new PageInfo(
        backwards ? before != null : page.hasMore(),
        backwards ? page.hasMore() : after != null,
        entries.isEmpty() ? null : Cursor.encode(entries.get(0).cursor()),
        entries.isEmpty() ? null : Cursor.encode(entries.get(entries.size() - 1).cursor()));
  }
}
