package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.reading.OrderPart;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.paging.CursorPage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.Set;

/**
 * Lists one page of the orders, filtered and sorted, after the <a
 * href="https://relay.dev/graphql/connections.htm">Relay cursor connections specification</a>.
 *
 * @param first page size from the beginning of the list, 1 to 100; null if {@code last} is given;
 *     20 if both are null
 * @param after cursor of an order: only the orders after it; may be null
 * @param last page size up to the end of the list, 1 to 100; null if {@code first} is given
 * @param before cursor of an order: only the orders before it; may be null
 * @param parts what is read of each order
 * @param withTotal whether the total of the list is read, too
 * @param withLatest whether the latest orders are shown in any case; the cursors of an ascending
 *     list may then pass orders that still come
 */
@CursorPageArguments
public record ListOrders(
    @NotNull @Valid OrderFilter filter,
    @NotNull OrderSort orderBy,
    @Min(value = 1, message = "must be {value} or more")
        @Max(value = 100, message = "must be {value} or less")
        Integer first,
    String after,
    @Min(value = 1, message = "must be {value} or more")
        @Max(value = 100, message = "must be {value} or less")
        Integer last,
    String before,
    @NotNull Set<OrderPart> parts,
    boolean withTotal,
    boolean withLatest)
    implements Query<CursorPage<OrderView>> {

  private static final int DEFAULT_SIZE = 20;

  /** With all parts of each order, without the total and the latest orders. */
  public ListOrders(
      OrderFilter filter,
      OrderSort orderBy,
      Integer first,
      String after,
      Integer last,
      String before) {
    this(filter, orderBy, first, after, last, before, OrderPart.ALL, false, false);
  }

  /** Whether the page is read from the end of the list towards its beginning. */
  public boolean backwards() {
    return last != null;
  }

  /**
   * Whether orders are left out that others may still appear before, since a reader continues from
   * this page towards later orders and would miss them. So it is for ascending lists, and for
   * descending ones that are read from their end, but not by {@link OrderSort.Field#TOTAL}: totals
   * do not follow time.
   */
  public boolean endsAtHorizon() {
    return !withLatest
        && orderBy.field() != OrderSort.Field.TOTAL
        && (orderBy.direction() == OrderSort.Direction.ASC || backwards());
  }

  /** Maximum number of orders in the page. */
  public int size() {
    return backwards() ? last : first == null ? DEFAULT_SIZE : first;
  }

  /** Position of {@code after}; empty for the beginning of the list. */
  public Optional<OrderPosition> afterPosition() {
    return position(after);
  }

  /** Position of {@code before}; empty for the end of the list. */
  public Optional<OrderPosition> beforePosition() {
    return position(before);
  }

  private Optional<OrderPosition> position(String cursor) {
    return Optional.ofNullable(cursor).flatMap(text -> OrderPosition.parse(text, orderBy));
  }

  /** Whether a cursor is null, or was issued for a list with this sort order. */
  boolean isValidCursor(String cursor) {
    return cursor == null || orderBy == null || position(cursor).isPresent();
  }
}
