package io.github.ordermill.ordering.web;

import io.github.ordermill.ordering.application.parts.GetEventPayloads;
import io.github.ordermill.ordering.application.parts.GetOrderHistories;
import io.github.ordermill.ordering.application.parts.GetOrderLines;
import io.github.ordermill.ordering.application.parts.GetOrderNotes;
import io.github.ordermill.ordering.application.parts.GetOrderShipments;
import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderView.Sizes;
import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.application.ReadAllowance;
import io.github.ordermill.shared.web.graphql.schema.Cost;
import io.github.ordermill.shared.web.graphql.schema.JsonText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** Fields of orders and of their events that are read only when they are selected. */
@GraphQLApi
@ApplicationScoped
public class OrderFields {

  /** An event without its payload: two ids, names of type, actor and request. */
  private static final long EVENT_BYTES = 200;

  private QueryBus queries;

  /** For CDI only. */
  protected OrderFields() {}

  @Inject
  OrderFields(QueryBus queries) {
    this.queries = queries;
  }

  /** One query for all orders on a level of the answer whose lines were not read with them. */
  @Description("The lines, by number")
  @NonNull
  public List<@NonNull List<OrderView.@NonNull Line>> lines(@Source List<OrderView> orders) {
    return parts(orders, Sizes::lines, Sizes::lineBytes, GetOrderLines::new);
  }

  /** One query for all orders on a level of the answer that have shipments. */
  @Description("The shipments, by number")
  @NonNull
  public List<@NonNull List<OrderView.@NonNull Shipment>> shipments(
      @Source List<OrderView> orders) {
    return parts(orders, Sizes::shipments, Sizes::shipmentBytes, GetOrderShipments::new);
  }

  /** One query for all orders on a level of the answer that have notes. */
  @Description("Notes on the order, oldest first")
  @NonNull
  public List<@NonNull List<OrderView.@NonNull Note>> notes(@Source List<OrderView> orders) {
    return parts(orders, Sizes::notes, Sizes::noteBytes, GetOrderNotes::new);
  }

  /**
   * One query for the histories of all orders on a level of the answer. The history of an order at
   * an earlier version ends with that version.
   */
  @Description("Everything that ever happened to the order, oldest first: the audit trail")
  @Cost(weight = "50")
  @NonNull
  public List<@NonNull List<@NonNull OrderEventView>> history(@Source List<OrderView> orders) {
    long events = orders.stream().mapToLong(OrderView::version).sum();
    allowEntries(events);
    allowBytes(EVENT_BYTES * events);
    return parts(orders, GetOrderHistories::new);
  }

  /** Takes the parts of the allowance before they are read. */
  private <T> List<List<T>> parts(
      List<OrderView> orders,
      ToLongFunction<Sizes> entries,
      ToLongFunction<Sizes> bytes,
      Function<Set<OrderVersion>, Query<Map<OrderVersion, List<T>>>> query) {
    allowEntries(orders.stream().map(OrderView::sizes).mapToLong(entries).sum());
    allowBytes(orders.stream().map(OrderView::sizes).mapToLong(bytes).sum());
    return parts(orders, query);
  }

  private static void allowEntries(long entries) {
    ReadAllowance.current().ifPresent(allowance -> allowance.checkEntries(entries));
  }

  private static void allowBytes(long bytes) {
    ReadAllowance.current().ifPresent(allowance -> allowance.takeBytes(bytes));
  }

  private <T> List<List<T>> parts(
      List<OrderView> orders,
      Function<Set<OrderVersion>, Query<Map<OrderVersion, List<T>>>> query) {
    var versions = orders.stream().map(OrderView::orderVersion).collect(Collectors.toSet());
    var parts = queries.ask(query.apply(versions));
    return orders.stream()
        .map(order -> parts.getOrDefault(order.orderVersion(), List.of()))
        .toList();
  }

  /** One query for each order, however many of its events select it. */
  @Description("The order's view, at this version or a later one")
  @Cost(weight = "50")
  public List<OrderView> order(@Source List<OrderEventView> events) {
    var known = new HashMap<UUID, Optional<OrderView>>();
    var orders = new ArrayList<OrderView>();
    for (var event : events) {
      orders.add(
          known
              .computeIfAbsent(event.orderId(), id -> queries.ask(new GetOrder(id.toString())))
              .orElse(null));
    }
    return orders;
  }

  /** One query for all events on a level of the answer whose payloads were not read with them. */
  @Description("The payload of the event, an object that depends on the type")
  @NonNull
  public List<@NonNull Object> data(@Source List<OrderEventView> events) {
    var unread =
        events.stream().filter(event -> event.payload() == null).collect(Collectors.toSet());
    allowBytes(unread.stream().mapToLong(OrderEventView::payloadBytes).sum());
    var versions = unread.stream().map(OrderEventView::orderVersion).collect(Collectors.toSet());
    var read =
        versions.isEmpty()
            ? Map.<OrderVersion, String>of()
            : queries.ask(new GetEventPayloads(versions));
    return events.stream()
        .map(event -> event.payload() == null ? read.get(event.orderVersion()) : event.payload())
        .<Object>map(payload -> payload == null ? null : new JsonText(payload))
        .toList();
  }
}
