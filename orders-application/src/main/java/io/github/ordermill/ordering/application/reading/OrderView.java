package io.github.ordermill.ordering.application.reading;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/**
 * View of one order with all its details, maintained by a projection of the order's events. It may
 * lag behind the order; {@code version} is the version that it shows.
 *
 * @param reference the client's own reference, null if it gave none
 * @param version version of the order that the view shows; 1 when placed, plus one per event
 * @param lines in order of their numbers
 * @param total sum of the units that are not cancelled
 * @param confirmedAt null until confirmed
 * @param shippedAt time of the last shipment, null until all units that are not cancelled are
 *     shipped
 * @param deliveredAt time of the last delivery, null until delivered
 * @param cancelledAt null unless cancelled
 * @param cancellationReason null unless cancelled
 * @param allowedActions the actions that the order's current state allows
 */
@Description("An order as its readers see it, complete.")
@Type("Order")
public record OrderView(
    @Description("The order's UUID") @Id @NonNull UUID id,
    @Description("Human-readable, unique, assigned when placed") @NonNull String number,
    @Description("Who ordered") @Id @NonNull String customerId,
    @Description("The client's own reference, if it gave one") String reference,
    @Description("Where the order stands in its life") @NonNull Status status,
    @Description("Version of the order that this view reflects; 1 when placed, plus one per event")
        int version,
    @Description("What was ordered, by line number") @NonNull List<@NonNull Line> lines,
    @Description("What the customer owes: the sum of the lines that are not cancelled") @NonNull
        Amount total,
    @Description("Where it goes") @NonNull Address shippingAddress,
    @Description("The parcels that have left, by number") @NonNull
        List<@NonNull Shipment> shipments,
    @Description("What people wrote down about the order, oldest first") @NonNull
        List<@NonNull Note> notes,
    @Description("When it was placed") @NonNull Instant placedAt,
    @Description("When it was confirmed") Instant confirmedAt,
    @Description("When the last line left") Instant shippedAt,
    @Description("When the last parcel arrived") Instant deliveredAt,
    @Description("When it was called off") Instant cancelledAt,
    @Description("Why it was called off") String cancellationReason,
    @Description("What may be done with the order in this state") @NonNull
        List<@NonNull Action> allowedActions) {

  /**
   * An order line.
   *
   * @param name the product's name, null if the client gave none
   * @param quantity number of units ordered, cancelled ones included
   * @param price unit price
   * @param total price × (quantity − cancelledQuantity)
   */
  @Description("So many of one product.")
  @Type("OrderLine")
  public record Line(
      @Description("1, 2, 3 … within the order; stays the same for good") int number,
      @Description("The product's identity in the client's catalogue") @Id @NonNull
          String productId,
      @Description("The product's name when it was ordered, if the client gave one") String name,
      @Description("Ordered, after quantity changes") int quantity,
      @Description("How many have left") int shippedQuantity,
      @Description("How many were called off") int cancelledQuantity,
      @Description("Of one piece") @NonNull Amount price,
      @Description("price × (quantity − cancelledQuantity)") @NonNull Amount total) {}

  /** An exact amount at the scale of its currency (ISO 4217). */
  @Description("An exact amount in a currency.")
  @Type("Money")
  public record Amount(
      @Description("At the scale of the currency: 2 decimals for EUR, none for JPY") @NonNull
          BigDecimal amount,
      @Description("ISO 4217") @NonNull String currency) {}

  /** A shipping address; region and postal code may be null. */
  @Description("Where a parcel goes.")
  public record Address(
      @Description("The addressee") @NonNull String name,
      @Description("Street and house number") @NonNull String street,
      @Description("Town or city") @NonNull String city,
      @Description("State, province or county, where there is one") String region,
      @Description("Postal code, where there is one") String postalCode,
      @Description("ISO 3166-1 alpha-2") @NonNull String country) {}

  /**
   * A shipment.
   *
   * @param deliveredAt null while the shipment is in transit
   */
  @Description("A parcel that has left.")
  public record Shipment(
      @Description("1, 2, 3 … within the order") int number,
      @Description("Who carries it") @NonNull String carrier,
      @Description("The carrier's number for it") @NonNull String trackingNumber,
      @Description("What is in it") @NonNull List<@NonNull ShipmentLine> lines,
      @Description("When it left") @NonNull Instant shippedAt,
      @Description("When it arrived; null while it is under way") Instant deliveredAt) {}

  /** A number of units of one order line in a shipment. */
  @Description("So many of an order line in a parcel.")
  public record ShipmentLine(
      @Description("Number of the order line") int line,
      @Description("How many of it") int quantity) {}

  /** A note on the order. */
  @Description("What somebody wrote down about an order.")
  public record Note(
      @Description("What was written") @NonNull String text,
      @Description("Who wrote it") @NonNull String author,
      @Description("When") @NonNull Instant writtenAt) {}

  /** A state of an order. */
  @Description("Where an order stands in its life.")
  @Enum("OrderStatus")
  public enum Status {
    @Description("Ordered by the customer")
    PLACED,
    @Description("Accepted by the merchant")
    CONFIRMED,
    @Description("Some of it has left")
    PARTIALLY_SHIPPED,
    @Description("All of it has left")
    SHIPPED,
    @Description("All of it has arrived")
    DELIVERED,
    @Description("Called off")
    CANCELLED
  }

  /** An action that the state of an order may allow. */
  @Description("What may be done with an order.")
  @Enum("OrderAction")
  public enum Action {
    @Description("Accept it")
    CONFIRM,
    @Description("Call all of it off")
    CANCEL,
    @Description("Call some lines off")
    CANCEL_LINES,
    @Description("Order more or less of a line")
    CHANGE_QUANTITY,
    @Description("Send it elsewhere")
    CHANGE_SHIPPING_ADDRESS,
    @Description("Send what is left")
    SHIP,
    @Description("Record that a parcel has arrived")
    DELIVER,
    @Description("Write something down about it")
    ADD_NOTE
  }
}
