package io.github.ordermill.ordering.web;

import graphql.schema.idl.RuntimeWiring;
import io.github.ordermill.ordering.application.reading.ListOrderEvents;
import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderViews;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.application.ViewVersionFeed;
import io.github.ordermill.shared.web.graphql.Arguments;
import io.github.ordermill.shared.web.graphql.EventStream;
import io.github.ordermill.shared.web.graphql.Wiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** What clients may watch of orders. */
@ApplicationScoped
public class OrderSubscriptions implements Wiring {

  private static final int AT_ONCE = 20;

  private QueryBus queries;
  private ViewVersionFeed feed;

  /** For CDI only. */
  protected OrderSubscriptions() {}

  @Inject
  OrderSubscriptions(QueryBus queries, ViewVersionFeed feed) {
    this.queries = queries;
    this.feed = feed;
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type(
        "Subscription",
        subscription ->
            subscription.dataFetcher("orderEvents", EventStream.fetching(this::orderEvents)));
  }

  private EventStream<OrderEventView> orderEvents(Arguments arguments) {
    return new OrderEvents(arguments.text("orderId"), arguments.integer("afterVersion", 0));
  }

  /** An order's events from a version on, as the view's history keeps them. */
  private final class OrderEvents implements EventStream<OrderEventView> {

    private final String order;
    private int version;
    private List<OrderEventView> first;

    /** Reads the first of them at once: what is wrong with the arguments is told by that. */
    OrderEvents(String order, int version) {
      this.order = order;
      this.version = version;
      this.first = read();
    }

    @Override
    public List<OrderEventView> next() {
      var events = first == null || first.isEmpty() ? read() : first;
      first = null;
      if (!events.isEmpty()) {
        version = events.get(events.size() - 1).version();
      }
      return events;
    }

    private List<OrderEventView> read() {
      return queries.ask(new ListOrderEvents(order, version, AT_ONCE));
    }

    @Override
    public Runnable watch(Runnable news) {
      return feed.watch(
              OrderViews.PROJECTION, UUID.fromString(order), version, committed -> news.run())
          ::end;
    }
  }
}
