package io.github.ordermill.ordering.infrastructure.events;

import static io.github.ordermill.shared.infrastructure.json.Json.add;
import static io.github.ordermill.shared.infrastructure.json.Json.text;

import io.github.ordermill.ordering.domain.CustomerId;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.Money;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.Line;
import io.github.ordermill.ordering.domain.OrderEvent.OrderCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.domain.OrderNumber;
import io.github.ordermill.ordering.domain.ProductId;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.Currency;

/** The order's events to JSON payloads and back; one pair of methods per event. */
public final class OrderEventJson {

  /** Of every payload written today. */
  public static final int SCHEMA_VERSION = 1;

  private OrderEventJson() {}

  /** The event's type, its name for good. */
  public static String typeOf(OrderEvent event) {
    return event.getClass().getSimpleName();
  }

  /** What the event tells; identity, version and time stand beside it in the log. */
  public static JsonObject write(OrderEvent event) {
    if (event instanceof OrderPlaced placed) {
      return write(placed);
    } else if (event instanceof OrderShipped shipped) {
      return write(shipped);
    } else if (event instanceof OrderCancelled cancelled) {
      return write(cancelled);
    }
    throw new IllegalArgumentException("no JSON for " + typeOf(event));
  }

  /**
   * The event that stands in the log.
   *
   * @throws IllegalArgumentException if its type or schema version is unknown, or its payload is
   *     not of that type
   */
  public static OrderEvent read(RecordedEvent recorded) {
    if (recorded.schemaVersion() != SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "unknown schema version " + recorded.schemaVersion() + " of " + recorded.type());
    }
    try {
      return switch (recorded.type()) {
        case "OrderPlaced" -> placed(recorded, recorded.data());
        case "OrderShipped" -> shipped(recorded, recorded.data());
        case "OrderCancelled" -> cancelled(recorded, recorded.data());
        default -> throw new IllegalArgumentException("unknown event type " + recorded.type());
      };
    } catch (JsonException | NullPointerException | ClassCastException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "not the payload of " + recorded.type() + ": " + e.getMessage(), e);
    }
  }

  private static JsonObject write(OrderPlaced event) {
    var json = Json.object();
    add(json, "number", event.number());
    add(json, "customerId", event.customer());
    add(json, "reference", event.reference());
    json.add("lines", Json.array(event.lines(), OrderEventJson::write));
    json.add("shippingAddress", AddressJson.write(event.shippingAddress()));
    return json.build();
  }

  private static OrderPlaced placed(RecordedEvent recorded, JsonObject json) {
    return new OrderPlaced(
        new OrderId(recorded.orderId()),
        recorded.version(),
        new OrderNumber(json.getString("number")),
        new CustomerId(json.getString("customerId")),
        text(json, "reference"),
        Json.list(json, "lines", OrderEventJson::line),
        AddressJson.read(json.getJsonObject("shippingAddress")),
        recorded.occurredAt());
  }

  private static JsonObject write(OrderShipped event) {
    return Json.object()
        .add("shipment", event.shipment())
        .add("carrier", event.carrier())
        .add("trackingNumber", event.trackingNumber())
        .add("lines", Json.array(event.lines(), OrderEventJson::write))
        .build();
  }

  private static OrderShipped shipped(RecordedEvent recorded, JsonObject json) {
    return new OrderShipped(
        new OrderId(recorded.orderId()),
        recorded.version(),
        json.getInt("shipment"),
        json.getString("carrier"),
        json.getString("trackingNumber"),
        Json.list(json, "lines", OrderEventJson::lineQuantity),
        recorded.occurredAt());
  }

  private static JsonObject write(OrderCancelled event) {
    return Json.object().add("reason", event.reason()).build();
  }

  private static OrderCancelled cancelled(RecordedEvent recorded, JsonObject json) {
    return new OrderCancelled(
        new OrderId(recorded.orderId()),
        recorded.version(),
        json.getString("reason"),
        recorded.occurredAt());
  }

  private static JsonObject write(Line line) {
    var json = Json.object().add("number", line.number());
    add(json, "productId", line.product());
    add(json, "name", line.name());
    json.add("quantity", line.quantity());
    json.add("price", write(line.price()));
    return json.build();
  }

  private static Line line(JsonObject json) {
    return new Line(
        json.getInt("number"),
        new ProductId(json.getString("productId")),
        text(json, "name"),
        json.getInt("quantity"),
        money(json.getJsonObject("price")));
  }

  private static JsonObject write(Money money) {
    return Json.object()
        .add("amount", money.amount().toPlainString())
        .add("currency", money.currency().getCurrencyCode())
        .build();
  }

  private static Money money(JsonObject json) {
    return new Money(
        new BigDecimal(json.getString("amount")), Currency.getInstance(json.getString("currency")));
  }

  private static JsonObject write(LineQuantity part) {
    return Json.object().add("line", part.line()).add("quantity", part.quantity()).build();
  }

  private static LineQuantity lineQuantity(JsonObject json) {
    return new LineQuantity(json.getInt("line"), json.getInt("quantity"));
  }
}
