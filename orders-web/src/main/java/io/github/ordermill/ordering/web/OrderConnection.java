package io.github.ordermill.ordering.web;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.web.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * A page of a list of orders, after the <a href="https://relay.dev/graphql/connections.htm">Relay
 * cursor connections specification</a>.
 *
 * @param total of the list, null unless it is selected
 */
@Description("A page of a list of orders.")
public record OrderConnection(
    @Description("The orders with their cursors") @NonNull List<@NonNull OrderEdge> edges,
    @Description("Whether there are more, before and after") @NonNull PageInfo pageInfo,
    @Ignore Integer total) {

  /** An order in a list. */
  @Description("An order in a list.")
  @org.eclipse.microprofile.graphql.Type("OrderEdge")
  public record OrderEdge(
      @Description("The order") @NonNull OrderView node,
      @Description("Its position in this list; opaque") @NonNull String cursor) {}
}
