package io.github.ordermill.ordering.web;

import io.github.ordermill.ordering.application.reading.ListOrderEvents;
import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderViews;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.application.ViewVersionFeed;
import io.github.ordermill.shared.web.graphql.schema.EventStream;
import io.smallrye.graphql.api.Subscription;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.reactivestreams.Publisher;

/** The subscriptions of orders. */
@GraphQLApi
@ApplicationScoped
public class OrderSubscriptions {

  private static final int PAGE_SIZE = 20;

  private QueryBus queries;
  private ViewVersionFeed feed;

  /** For CDI only. */
  protected OrderSubscriptions() {}

  @Inject
  OrderSubscriptions(QueryBus queries, ViewVersionFeed feed) {
    this.queries = queries;
    this.feed = feed;
  }

  @Subscription
  @Description(
      "An order's events, each once and in order: first the past ones, then live ones. To resume,"
          + " give the last version seen. An order that does not exist yet is waited for.")
  @NonNull
  public Publisher<OrderEventView> orderEvents(
      @Description("The order's UUID") @Id @NonNull @Name("orderId") String orderId,
      @Description("Only events after this version of the order, 0 for all")
          @DefaultValue("0")
          @Name("afterVersion")
          Integer afterVersion) {
    return new OrderEvents(orderId, afterVersion == null ? 0 : afterVersion);
  }

  /** An order's events after a version, from the history of its view. */
  private final class OrderEvents implements EventStream<OrderEventView> {

    private final String order;
    private int version;
    private List<OrderEventView> firstPage;

    /** Reads the first page at once, so that invalid arguments are refused before it is opened. */
    OrderEvents(String order, int version) {
      this.order = order;
      this.version = version;
      this.firstPage = read();
    }

    @Override
    public List<OrderEventView> next() {
      var events = firstPage == null || firstPage.isEmpty() ? read() : firstPage;
      firstPage = null;
      if (!events.isEmpty()) {
        version = events.get(events.size() - 1).version();
      }
      return events;
    }

    private List<OrderEventView> read() {
      return queries.ask(new ListOrderEvents(order, version, PAGE_SIZE));
    }

    @Override
    public Runnable watch(Runnable listener) {
      return feed.watch(
              OrderViews.PROJECTION, UUID.fromString(order), version, committed -> listener.run())
          ::end;
    }
  }
}
