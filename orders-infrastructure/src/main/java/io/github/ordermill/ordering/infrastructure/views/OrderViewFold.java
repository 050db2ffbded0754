package io.github.ordermill.ordering.infrastructure.views;

import static io.github.ordermill.ordering.infrastructure.views.OrderViewParts.address;
import static io.github.ordermill.ordering.infrastructure.views.OrderViewParts.total;
import static io.github.ordermill.ordering.infrastructure.views.OrderViewParts.withQuantities;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderView.Action;
import io.github.ordermill.ordering.application.reading.OrderView.Address;
import io.github.ordermill.ordering.application.reading.OrderView.Amount;
import io.github.ordermill.ordering.application.reading.OrderView.Line;
import io.github.ordermill.ordering.application.reading.OrderView.Shipping;
import io.github.ordermill.ordering.application.reading.OrderView.Sizes;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.OrderAction;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderConfirmed;
import io.github.ordermill.ordering.domain.OrderEvent.OrderDelivered;
import io.github.ordermill.ordering.domain.OrderEvent.OrderLinesCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderNoteAdded;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.ordering.domain.OrderEvent.OrderQuantityChanged;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShippingAddressChanged;
import io.github.ordermill.ordering.domain.OrderState;
import io.github.ordermill.ordering.domain.OrderStatus;
import io.github.ordermill.ordering.infrastructure.events.OrderEventJson;
import io.github.ordermill.ordering.infrastructure.parts.OrderPartChanges;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The view of an order as the fold of its events: a pure function of the view before an event and
 * the event. An instance holds the fields while one event is applied; the method of the event
 * assigns those that it changes, and {@link #build()} derives the rest. Notes and shipments are not
 * in it but counted; see {@link OrderPartChanges}.
 *
 * <p>Lines may be left out if no event {@linkplain #needsLines needs} them; they are null then and
 * stay so.
 */
public final class OrderViewFold {

  private static final Set<String> WITHOUT_LINES =
      Stream.of(OrderConfirmed.class, OrderDelivered.class, OrderNoteAdded.class)
          .map(Class::getSimpleName)
          .collect(Collectors.toUnmodifiableSet());

  private final UUID id;
  private final String number;
  private final String customerId;
  private final String reference;
  private final Instant placedAt;
  private OrderStatus status;
  private int version;
  private List<Line> lines;
  private Amount total;
  private Address shippingAddress;
  private Shipping shipping;
  private Instant confirmedAt;
  private Instant cancelledAt;
  private String cancellationReason;
  private OrderSizes sizes;

  private OrderViewFold(OrderView view) {
    id = view.id();
    number = view.number();
    customerId = view.customerId();
    reference = view.reference();
    placedAt = view.placedAt();
    status = OrderStatus.valueOf(view.status().name());
    version = view.version();
    lines = view.lines();
    total = view.total();
    shippingAddress = view.shippingAddress();
    shipping = view.shipping();
    confirmedAt = view.confirmedAt();
    cancelledAt = view.cancelledAt();
    cancellationReason = view.cancellationReason();
    sizes = new OrderSizes(view.sizes());
  }

  private OrderViewFold(OrderPlaced event) {
    id = event.order().value();
    number = event.number().value();
    customerId = event.customerId().value();
    reference = event.reference();
    placedAt = event.at();
    lines = event.lines().stream().map(OrderViewParts::line).toList();
    total = total(lines);
    shippingAddress = address(event.shippingAddress());
    shipping = new Shipping(List.of(), null, null);
    sizes = OrderSizes.of(lines);
  }

  /**
   * The view after an event of the log.
   *
   * @param before null before the first event
   * @return null if the order's first event was discarded: then there is nothing to show
   * @throws IllegalArgumentException if the event cannot be read
   * @throws IllegalStateException if the view is not older than the event
   */
  public static OrderView after(OrderView before, RecordedEvent recorded) {
    return after(before, OrderEventJson.read(recorded), recorded.actor(), recorded.payload());
  }

  /**
   * The view after an event.
   *
   * @param before null before the first event
   * @param actor who caused the event
   * @param payload the event as JSON
   * @return null if the order's first event was discarded
   * @throws IllegalStateException if the view is not older than the event
   */
  static OrderView after(OrderView before, OrderEvent event, String actor, String payload) {
    if (before != null && event.version() <= before.version()) {
      throw new IllegalStateException(
          "version " + event.version() + " comes after the view of version " + before.version());
    }
    if (before == null && !(event instanceof OrderPlaced)) {
      return null;
    }
    var view =
        event instanceof OrderPlaced placed ? new OrderViewFold(placed) : new OrderViewFold(before);
    view.status = event.status();
    view.version = event.version();
    view.sizes.add(event, actor, payload);
    view.on(event);
    return view.build();
  }

  /** Whether an event of that type needs the lines of the view, to change or to search them. */
  static boolean needsLines(String eventType) {
    return !WITHOUT_LINES.contains(eventType);
  }

  private void on(OrderEvent event) {
    if (event instanceof OrderConfirmed confirmed) {
      on(confirmed);
    } else if (event instanceof OrderLinesCancelled cancelled) {
      on(cancelled);
    } else if (event instanceof OrderQuantityChanged changed) {
      on(changed);
    } else if (event instanceof OrderShippingAddressChanged changed) {
      on(changed);
    } else if (event instanceof OrderShipped shipped) {
      on(shipped);
    } else if (event instanceof OrderDelivered delivered) {
      on(delivered);
    } else if (event instanceof OrderCancelled cancelled) {
      on(cancelled);
    } else if (!(event instanceof OrderPlaced) && !(event instanceof OrderNoteAdded)) {
      throw new IllegalStateException("no row for " + OrderEventJson.typeOf(event));
    }
  }

  private void on(OrderConfirmed event) {
    confirmedAt = event.at();
  }

  private void on(OrderLinesCancelled event) {
    var cancelled = quantityByLine(event.lines());
    lines =
        each(
            lines,
            line ->
                withQuantities(
                    line,
                    line.quantity(),
                    line.shippedQuantity(),
                    line.cancelledQuantity() + cancelled.getOrDefault(line.number(), 0)));
    total = total(lines);
  }

  private void on(OrderQuantityChanged event) {
    lines =
        each(
            lines,
            line ->
                line.number() == event.line()
                    ? withQuantities(
                        line, event.quantity(), line.shippedQuantity(), line.cancelledQuantity())
                    : line);
    total = total(lines);
  }

  private void on(OrderShippingAddressChanged event) {
    shippingAddress = address(event.shippingAddress());
  }

  private void on(OrderShipped event) {
    var shipped = quantityByLine(event.lines());
    lines =
        each(
            lines,
            line ->
                withQuantities(
                    line,
                    line.quantity(),
                    line.shippedQuantity() + shipped.getOrDefault(line.number(), 0),
                    line.cancelledQuantity()));
    var inTransit = new ArrayList<>(shipping.inTransit());
    inTransit.add(event.shipment());
    shipping =
        new Shipping(
            List.copyOf(inTransit),
            later(shipping.lastShippedAt(), event.at()),
            shipping.lastDeliveredAt());
  }

  private void on(OrderDelivered event) {
    var inTransit = new ArrayList<>(shipping.inTransit());
    if (inTransit.removeAll(event.shipments())) {
      shipping =
          new Shipping(
              List.copyOf(inTransit),
              shipping.lastShippedAt(),
              later(shipping.lastDeliveredAt(), event.at()));
    }
  }

  private void on(OrderCancelled event) {
    lines =
        each(
            lines,
            line -> withQuantities(line, line.quantity(), line.shippedQuantity(), line.quantity()));
    total = total(lines);
    cancelledAt = event.at();
    cancellationReason = event.reason();
  }

  private OrderView build() {
    var viewStatus = OrderView.Status.valueOf(status.name());
    return new OrderView(
        id,
        number,
        customerId,
        reference,
        viewStatus,
        version,
        total,
        placedAt,
        shippingAddress,
        confirmedAt,
        status.fullyShipped() ? shipping.lastShippedAt() : null,
        status == OrderStatus.DELIVERED ? shipping.lastDeliveredAt() : null,
        cancelledAt,
        cancellationReason,
        allowedActions(viewStatus, !shipping.inTransit().isEmpty(), version, sizes.get()),
        lines,
        shipping,
        sizes.get());
  }

  /** The allowed actions, which follow from other columns and are not stored. */
  static List<Action> allowedActions(
      OrderView.Status status, boolean inTransit, int version, Sizes sizes) {
    var state =
        new OrderState(
            OrderStatus.valueOf(status.name()),
            inTransit,
            version,
            sizes.notes(),
            sizes.noteCharacters());
    return OrderAction.allowed(state).stream()
        .map(action -> Action.valueOf(action.name()))
        .toList();
  }

  private static Instant later(Instant one, Instant other) {
    return one == null || one.isBefore(other) ? other : one;
  }

  private static Map<Integer, Integer> quantityByLine(List<LineQuantity> parts) {
    return parts.stream().collect(Collectors.toMap(LineQuantity::line, LineQuantity::quantity));
  }

  private static <T> List<T> each(List<T> parts, UnaryOperator<T> change) {
    return parts.stream().map(change).toList();
  }
}
