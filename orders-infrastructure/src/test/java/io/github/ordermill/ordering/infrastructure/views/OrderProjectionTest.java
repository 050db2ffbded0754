package io.github.ordermill.ordering.infrastructure.views;

import static io.github.ordermill.ordering.infrastructure.events.EventFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderView.Line;
import io.github.ordermill.ordering.application.reading.OrderView.Note;
import io.github.ordermill.ordering.application.reading.OrderView.Shipment;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderLinesCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.ordering.domain.OrderEvent.OrderQuantityChanged;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.ordering.infrastructure.events.OrderEventSequence;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.EventRef;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.projection.ConcurrentDeliveries;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The view equals the fold of the log, for any order and number of deliveries. */
class OrderProjectionTest {

  private static final Database DATABASE = TestDatabase.database();

  private final ProjectionRunner projector =
      new ProjectionRunner(new OrderProjection(), DATABASE, new EventLog(), Clock.systemUTC(), 3);

  @Test
  void showsAPlacedOrder() {
    var placed = EventFixtures.placed("c-9");

    record(List.of(placed)).forEach(this::deliver);

    var view = view(placed.order().value());
    assertThat(view).isEqualTo(fold(List.of(placed)));
    assertThat(view.total().amount()).isEqualTo(new BigDecimal("44.80"));
    assertThat(view.allowedActions())
        .extracting(Enum::name)
        .containsExactly(
            "CONFIRM",
            "CANCEL",
            "CANCEL_LINES",
            "CHANGE_QUANTITY",
            "CHANGE_SHIPPING_ADDRESS",
            "ADD_NOTE");
    assertThat(view.lines()).extracting(OrderView.Line::quantity).containsExactly(2, 1);
    assertThat(view.shippingAddress().region()).isNull();
  }

  @Test
  void showsAShippedOrder() {
    var events = EventFixtures.shippedOrder("c-9");

    record(events).forEach(this::deliver);

    var view = view(events.get(0).order().value());
    assertThat(view.status()).isEqualTo(OrderView.Status.SHIPPED);
    assertThat(view.version()).isEqualTo(3);
    assertThat(view.lines()).extracting(OrderView.Line::shippedQuantity).containsExactly(2, 1);
    assertThat(shipments(view)).isEqualTo(OrderFolds.shipments(events)).hasSize(1);
    assertThat(view.shippedAt()).isEqualTo(EventFixtures.TUESDAY);
    assertThat(view.allowedActions()).extracting(Enum::name).containsExactly("DELIVER", "ADD_NOTE");
  }

  @Test
  void showsAnOrderWithAllTypesOfEvents() {
    var events = EventFixtures.eventfulOrder("c-9");

    record(events).forEach(this::deliver);

    var view = view(events.get(0).order().value());
    assertThat(view).isEqualTo(fold(events));
    assertThat(view.status()).isEqualTo(OrderView.Status.DELIVERED);
    assertThat(view.total().amount()).isEqualTo(new BigDecimal("64.70"));
    assertThat(view.lines().get(0).quantity()).isEqualTo(4);
    assertThat(view.lines().get(0).cancelledQuantity()).isEqualTo(1);
    assertThat(view.lines().get(0).total().amount()).isEqualTo(new BigDecimal("59.70"));
    assertThat(view.shippingAddress().country()).isEqualTo("GB");
    assertThat(notes(view)).containsExactly(new Note("Rings twice –\nü", "tester", MONDAY));
    assertThat(shipments(view)).isEqualTo(OrderFolds.shipments(events)).hasSize(2);
    assertThat(view.confirmedAt()).isEqualTo(MONDAY);
    assertThat(view.shippedAt()).isEqualTo(EventFixtures.TUESDAY);
    assertThat(view.deliveredAt()).isEqualTo(EventFixtures.TUESDAY);
    assertThat(view.allowedActions()).extracting(Enum::name).containsExactly("ADD_NOTE");
  }

  @Test
  void showsACancelledOrder() {
    var events = EventFixtures.cancelledOrder("c-9");

    record(events).forEach(this::deliver);

    var view = view(events.get(0).order().value());
    assertThat(view.status()).isEqualTo(OrderView.Status.CANCELLED);
    assertThat(view.total().amount()).isEqualTo(new BigDecimal("0.00"));
    assertThat(view.cancellationReason()).isEqualTo("changed my mind");
    assertThat(view.lines()).extracting(OrderView.Line::cancelledQuantity).containsExactly(2, 1);
  }

  @Property(tries = 20)
  void showsTheFoldOfTheLogAfterEachEventThatIsDeliveredAlone(
      @ForAll long seed, @ForAll @IntRange(max = 40) int commands) {
    var life = OrderEventSequence.after(commands, new Random(seed)).events();
    for (int version = 1; version <= life.size(); version++) {
      record(List.of(life.get(version - 1))).forEach(this::deliver);

      assertShows(life.subList(0, version));
    }
  }

  @Test
  void showsAnOrderAsItWasAtEachVersion() {
    var events = EventFixtures.eventfulOrder("c-9");
    record(events).forEach(this::deliver);
    var order = events.get(0).order().value();
    var views = new SqlOrderViews(DATABASE);

    for (int version = 1; version <= events.size(); version++) {
      var view = views.findAtVersion(order, version).orElseThrow();

      var past = events.subList(0, version);
      assertThat(view).isEqualTo(fold(past));
      assertThat(notes(view)).isEqualTo(OrderFolds.notes(past));
      assertThat(shipments(view)).isEqualTo(OrderFolds.shipments(past));
      assertThat(lines(view)).isEqualTo(view.lines());
    }
    assertThat(views.findAtVersion(order, events.size() + 1)).isEmpty();
  }

  @Test
  void appliesEveryEventOnceIfItIsDeliveredTwice() {
    var events = EventFixtures.shippedOrder("c-9");

    for (var recorded : record(events)) {
      deliver(recorded);
      deliver(recorded);
    }

    assertThat(view(events.get(0).order().value())).isEqualTo(fold(events));
    assertThat(history(events)).containsExactly("OrderPlaced", "OrderConfirmed", "OrderShipped");
    assertThat(projector.counters().applied()).isEqualTo(3);
    // The first delivery brings the order up to the end of the log; the other five are duplicates.
    assertThat(projector.counters().duplicates()).isEqualTo(5);
  }

  @Test
  void fillsAGapFromTheLog() {
    var events = EventFixtures.shippedOrder("c-9");
    var recorded = record(events);

    deliver(recorded.get(2));

    assertThat(view(events.get(0).order().value())).isEqualTo(fold(events));
    assertThat(projector.counters().gapsFilled()).isEqualTo(1);
  }

  @Test
  void refusesEventsThatAreNotInTheLog() {
    var placed = EventFixtures.placed("c-9");
    record(List.of(placed));

    var unknown = List.of(new EventRef(UUID.randomUUID(), 1));
    var tooHigh = List.of(new EventRef(placed.order().value(), 2));
    assertThatThrownBy(() -> projector.deliver(tooHigh))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> projector.deliver(unknown))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(view(placed.order().value())).isEqualTo(fold(List.of(placed)));
  }

  @Test
  void appliesTheOtherEventsOfARefusedDelivery() {
    var known = record(EventFixtures.cancelledOrder("c-9"));
    var fresh = record(EventFixtures.shippedOrder("c-9"));
    deliver(known.get(0));
    var mixed = new ArrayList<>(fresh.stream().map(RecordedEvent::ref).toList());
    mixed.add(1, new EventRef(UUID.randomUUID(), 1));
    mixed.add(known.get(0).ref());

    assertThatThrownBy(() -> projector.deliver(mixed)).isInstanceOf(IllegalArgumentException.class);

    assertThat(view(fresh.get(0).aggregateId()).version()).isEqualTo(fresh.size());
    assertThat(view(known.get(0).aggregateId()).version()).isEqualTo(known.size());
  }

  @Test
  void appliesEventsThatWereNotDelivered() {
    var events = EventFixtures.cancelledOrder("c-9");
    record(events);

    projector.scanForMissedEvents();

    assertThat(view(events.get(0).order().value())).isEqualTo(fold(events));
  }

  @Property
  void foldsTheEventsIntoTheStateOfTheOrder(
      @ForAll long seed, @ForAll @IntRange(max = 40) int commands) {
    var sequence = OrderEventSequence.after(commands, new Random(seed));
    var order = sequence.order();

    var view = fold(sequence.events());

    assertThat(view.version()).isEqualTo(order.version());
    assertThat(view.status().name()).isEqualTo(order.status().name());
    assertThat(view.total().amount()).isEqualTo(order.total().amount());
    assertThat(view.allowedActions())
        .extracting(Enum::name)
        .isEqualTo(order.allowedActions().stream().map(Enum::name).toList());
    assertThat(view.shippingAddress().street()).isEqualTo(order.shippingAddress().street());
    assertThat(view.lines())
        .extracting(Line::number, Line::quantity, Line::shippedQuantity, Line::cancelledQuantity)
        .isEqualTo(
            order.lines().stream()
                .map(l -> tuple(l.number(), l.quantity(), l.shipped(), l.cancelled()))
                .toList());
  }

  /** Status, totals and units of events agree with the lines of the view. */
  @Property
  void agreesWithTheFiguresOfTheEvents(
      @ForAll long seed, @ForAll @IntRange(max = 40) int commands) {
    OrderView view = null;
    for (var event : OrderEventSequence.after(commands, new Random(seed)).events()) {
      view = OrderFolds.after(view, event);

      assertThat(view.status().name()).isEqualTo(event.status().name());
      if (event instanceof OrderLinesCancelled cancelled) {
        assertThat(cancelled.total().amount()).isEqualTo(view.total().amount());
        assertThat(cancelled.units()).isEqualTo(units(view));
      } else if (event instanceof OrderQuantityChanged changed) {
        assertThat(changed.total().amount()).isEqualTo(view.total().amount());
        assertThat(changed.units()).isEqualTo(units(view));
      } else if (event instanceof OrderPlaced placed) {
        assertThat(placed.total().amount()).isEqualTo(view.total().amount());
        assertThat(placed.units()).isEqualTo(units(view));
      } else if (event instanceof OrderCancelled) {
        assertThat(view.total().amount()).isEqualByComparingTo("0");
        assertThat(units(view)).isZero();
      }
    }
  }

  private static long units(OrderView view) {
    return view.lines().stream().mapToLong(l -> l.quantity() - l.cancelledQuantity()).sum();
  }

  @Property(tries = 15)
  void showsTheFoldOfTheLogForAnyDeliveries(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int orders) throws Exception {
    var random = new Random(seed);
    var lives = new ArrayList<List<OrderEvent>>();
    for (int i = 0; i < orders; i++) {
      lives.add(OrderEventSequence.after(random.nextInt(20), random).events());
    }
    var deliveries = new ArrayList<RecordedEvent>();
    for (var life : lives) {
      for (var recorded : record(life)) {
        for (int times = random.nextInt(5); times >= 0; times--) {
          deliveries.add(recorded);
        }
      }
    }
    Collections.shuffle(deliveries, random);

    var work = new ArrayList<Callable<Void>>();
    for (int from = 0, to; from < deliveries.size(); from = to) {
      to = Math.min(deliveries.size(), from + 1 + random.nextInt(5));
      var message = deliveries.subList(from, to).stream().map(RecordedEvent::ref).toList();
      work.add(() -> deliver(message));
    }
    ConcurrentDeliveries.handIn(4, work);

    for (var life : lives) {
      assertShows(life);
    }
  }

  private Void deliver(RecordedEvent event) {
    return deliver(List.of(event.ref()));
  }

  private Void deliver(List<EventRef> events) {
    projector.deliver(events);
    return null;
  }

  private static List<RecordedEvent> record(List<? extends OrderEvent> events) {
    return DATABASE.inTransaction(
        connection ->
            events.stream().map(event -> EventFixtures.record(connection, event)).toList());
  }

  private static OrderView fold(List<? extends OrderEvent> events) {
    return OrderFolds.view(events);
  }

  private static void assertShows(List<? extends OrderEvent> life) {
    var view = view(life.get(0).order().value());
    assertThat(view).isEqualTo(fold(life));
    assertThat(notes(view)).isEqualTo(OrderFolds.notes(life));
    assertThat(shipments(view)).isEqualTo(OrderFolds.shipments(life));
    assertThat(history(life)).hasSize(life.size());
  }

  private static List<Line> lines(OrderView view) {
    return new SqlOrderParts(DATABASE).lines(List.of(view.orderVersion())).get(view.orderVersion());
  }

  private static List<Note> notes(OrderView view) {
    return new SqlOrderParts(DATABASE)
        .notes(List.of(view.orderVersion()))
        .getOrDefault(view.orderVersion(), List.of());
  }

  private static List<Shipment> shipments(OrderView view) {
    return new SqlOrderParts(DATABASE)
        .shipments(List.of(view.orderVersion()))
        .getOrDefault(view.orderVersion(), List.of());
  }

  private static OrderView view(UUID id) {
    return DATABASE.read(connection -> OrderViewTable.load(connection, List.of(id))).get(0);
  }

  private static List<String> history(List<? extends OrderEvent> events) {
    return DATABASE.read(
        connection ->
            Sql.query(
                connection,
                "SELECT type FROM views.order_history WHERE order_id = ? ORDER BY version",
                row -> row.getString(1),
                events.get(0).order().value()));
  }
}
