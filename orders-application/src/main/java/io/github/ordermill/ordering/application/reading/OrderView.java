package io.github.ordermill.ordering.application.reading;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order as its readers see it, complete. Built from the order's events; it may lag behind them,
 * and {@code version} says how far it has come.
 *
 * @param reference null if the client gave none
 * @param status name of the state, e.g. {@code PLACED}
 * @param version of the order that this shows; 1 when placed, plus one per event
 * @param total what the customer owes
 * @param shippedAt when the last line left, or null
 * @param cancelledAt null unless cancelled, like the reason
 * @param allowedActions what may be done with the order in this state, e.g. {@code CANCEL}
 */
public record OrderView(
    UUID id,
    String number,
    String customerId,
    String reference,
    String status,
    int version,
    List<Line> lines,
    Amount total,
    Address shippingAddress,
    List<Shipment> shipments,
    List<Note> notes,
    Instant placedAt,
    Instant confirmedAt,
    Instant shippedAt,
    Instant deliveredAt,
    Instant cancelledAt,
    String cancellationReason,
    List<String> allowedActions) {

  /**
   * A line.
   *
   * @param name null if the client gave none
   * @param total price × (quantity − cancelledQuantity)
   */
  public record Line(
      int number,
      String productId,
      String name,
      int quantity,
      int shippedQuantity,
      int cancelledQuantity,
      Amount price,
      Amount total) {}

  /** An exact amount at the scale of its currency (ISO 4217). */
  public record Amount(BigDecimal amount, String currency) {}

  /** Where it goes; region and postal code may be null. */
  public record Address(
      String name, String street, String city, String region, String postalCode, String country) {}

  /**
   * A parcel.
   *
   * @param deliveredAt null while it is under way
   */
  public record Shipment(
      int number,
      String carrier,
      String trackingNumber,
      List<ShipmentLine> lines,
      Instant shippedAt,
      Instant deliveredAt) {}

  /** So many of a line. */
  public record ShipmentLine(int line, int quantity) {}

  /** What somebody wrote down about the order. */
  public record Note(String text, String author, Instant writtenAt) {}
}
