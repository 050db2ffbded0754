package io.github.ordermill.shared.web.graphql;

import graphql.schema.DataFetcher;
import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.application.paging.CursorPage;
import java.util.List;

/**
 * A stretch of a list, after the <a href="https://relay.dev/graphql/connections.htm">Relay cursor
 * connections specification</a>.
 *
 * @param size asks how many items the whole list has; only when somebody wants to know
 */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo, Query<Integer> size) {

  /** An item and its opaque cursor. */
  public record Edge<T>(T node, String cursor) {}

  /** Where the stretch stands; cursors are null when it is empty. */
  public record PageInfo(
      boolean hasNextPage, boolean hasPreviousPage, String startCursor, String endCursor) {}

  /**
   * A slice as clients see it. Whether there are items beyond the end that was not read towards is
   * taken from the cursor there: behind {@code after} is where another item was.
   *
   * @param backwards whether it was read towards the list's beginning
   * @param after the cursor that it was to begin behind, or null
   * @param before the cursor that it was to end in front of, or null
   */
  public static <T> Connection<T> of(
      CursorPage<T> slice, boolean backwards, String after, String before, Query<Integer> size) {
    var edges =
        slice.entries().stream()
            .map(entry -> new Edge<>(entry.item(), Cursor.encode(entry.cursor())))
            .toList();
    return new Connection<>(
        edges,
        new PageInfo(
            backwards ? before != null : slice.hasMore(),
            backwards ? slice.hasMore() : after != null,
            edges.isEmpty() ? null : edges.get(0).cursor(),
            edges.isEmpty() ? null : edges.get(edges.size() - 1).cursor()),
        size);
  }

  /** The field {@code totalCount}: nothing is counted for those who do not select it. */
  public static DataFetcher<Integer> totalCount(QueryBus queries) {
    return field -> queries.ask(field.<Connection<?>>getSource().size());
  }
}
