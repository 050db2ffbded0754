package io.github.ordermill.ordering.application.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/**
 * View of one order, maintained by a projection of the order's events. It may lag behind the order;
 * {@code version} is the version that it shows.
 *
 * <p>Notes, shipments and history of an order are read separately, and only when they are asked
 * for. So are lines, unless they were read with the view.
 *
 * @param reference the client's own reference, null if it gave none
 * @param version version of the order that the view shows; 1 when placed, plus one per event
 * @param total sum of the units that are not cancelled
 * @param shippingAddress null if {@link OrderPart#DETAILS} were not read; so are the components up
 *     to {@code cancellationReason}, and {@code shipping}
 * @param confirmedAt null until confirmed
 * @param shippedAt time of the last shipment, null until all units that are not cancelled are
 *     shipped
 * @param deliveredAt time of the last delivery, null until delivered
 * @param cancelledAt null unless cancelled
 * @param cancellationReason null unless cancelled
 * @param allowedActions the actions that the order's current state allows
 * @param lines in order of their numbers; null if they were not read with the view
 * @param shipping what the next event of a shipment depends on
 * @param sizes numbers and sizes of the order's parts
 * @param snapshotOf the order's id if this is a {@link #snapshot()}, whose {@code id} is its own;
 *     otherwise null
 */
@Description("An order as its view shows it.")
@Type("Order")
public record OrderView(
    @Description("The order's UUID; a UUID of its own for the order at an earlier version")
        @Id
        @NonNull
        UUID id,
    @Description("Human-readable, unique, assigned when placed") @NonNull String number,
    @Description("The customer's id") @Id @NonNull String customerId,
    @Description("The client's own reference, if it gave one") String reference,
    @Description("The order's state") @NonNull Status status,
    @Description("Version of the order that this view reflects; 1 when placed, plus one per event")
        int version,
    @Description("The amount owed: the sum of the lines, without cancelled units") @NonNull
        Amount total,
    @Description("When it was placed") @NonNull Instant placedAt,
    @Description("The shipping address") @NonNull Address shippingAddress,
    @Description("When it was confirmed") Instant confirmedAt,
    @Description("When the last line was shipped") Instant shippedAt,
    @Description("When the last shipment was delivered") Instant deliveredAt,
    @Description("When it was cancelled") Instant cancelledAt,
    @Description("Why it was cancelled") String cancellationReason,
    @Description("The actions that the order's state allows") @NonNull
        List<@NonNull Action> allowedActions,
    @Ignore List<Line> lines,
    @Ignore Shipping shipping,
    @Ignore Sizes sizes,
    @Description(
            "The order's UUID if this is the order at an earlier version; null for the order as it"
                + " is")
        @Id
        UUID snapshotOf) {

  /** The order as it is. */
  public OrderView(
      UUID id,
      String number,
      String customerId,
      String reference,
      Status status,
      int version,
      Amount total,
      Instant placedAt,
      Address shippingAddress,
      Instant confirmedAt,
      Instant shippedAt,
      Instant deliveredAt,
      Instant cancelledAt,
      String cancellationReason,
      List<Action> allowedActions,
      List<Line> lines,
      Shipping shipping,
      Sizes sizes) {
    this(
        id,
        number,
        customerId,
        reference,
        status,
        version,
        total,
        placedAt,
        shippingAddress,
        confirmedAt,
        shippedAt,
        deliveredAt,
        cancelledAt,
        cancellationReason,
        allowedActions,
        lines,
        shipping,
        sizes,
        null);
  }

  /**
   * The same with an id of its own, always the same for a version, so that caches of clients do not
   * take an earlier version for the order as it is.
   */
  public OrderView snapshot() {
    return new OrderView(
        UUID.nameUUIDFromBytes((id + "@" + version).getBytes(UTF_8)),
        number,
        customerId,
        reference,
        status,
        version,
        total,
        placedAt,
        shippingAddress,
        confirmedAt,
        shippedAt,
        deliveredAt,
        cancelledAt,
        cancellationReason,
        allowedActions,
        lines,
        shipping,
        sizes,
        id);
  }

  /** No notes if the order has none; null if they have to be read. */
  public List<Note> notes() {
    return sizes.notes() == 0 ? List.of() : null;
  }

  /** No shipments if the order has none; null if they have to be read. */
  public List<Shipment> shipments() {
    return sizes.shipments() == 0 ? List.of() : null;
  }

  /** The version that the view shows of its order. */
  public OrderVersion orderVersion() {
    return new OrderVersion(snapshotOf == null ? id : snapshotOf, version);
  }

  /**
   * Numbers and sizes of the parts of an order. Bytes are close to those of the part as JSON.
   *
   * @param noteCharacters length of all notes together, in Unicode code points
   * @param eventBytes of the payloads of all events, as many as the version says
   */
  public record Sizes(
      int lines,
      long lineBytes,
      int shipments,
      long shipmentBytes,
      int notes,
      int noteCharacters,
      long noteBytes,
      long eventBytes) {}

  /**
   * The state of the shipments.
   *
   * @param inTransit numbers of the shipments that are not delivered, ascending
   * @param lastShippedAt null if there is no shipment
   * @param lastDeliveredAt null if no shipment is delivered
   */
  public record Shipping(List<Integer> inTransit, Instant lastShippedAt, Instant lastDeliveredAt) {}

  /**
   * An order line.
   *
   * @param name the product's name, null if the client gave none
   * @param quantity number of units ordered, cancelled ones included
   * @param price unit price
   * @param total price × (quantity − cancelledQuantity)
   */
  @Description("A line of an order.")
  @Type("OrderLine")
  public record Line(
      @Description("1, 2, 3 … within the order; never changes") int number,
      @Description("The product's id in the client's catalogue") @Id @NonNull String productId,
      @Description("The product's name when it was ordered, if the client gave one") String name,
      @Description("Units ordered, after quantity changes") int quantity,
      @Description("Units shipped") int shippedQuantity,
      @Description("Units cancelled") int cancelledQuantity,
      @Description("Price of one unit") @NonNull Amount price,
      @Description("price × (quantity − cancelledQuantity)") @NonNull Amount total) {}

  /** An exact amount at the scale of its currency (ISO 4217). */
  @Description("An exact amount in a currency.")
  @Type("Money")
  public record Amount(
      @Description("At the scale of the currency: 2 decimals for EUR, none for JPY") @NonNull
          BigDecimal amount,
      @Description("ISO 4217") @NonNull String currency) {

    /**
     * A sum at the scale of its currency.
     *
     * @param currency code of a payable currency
     * @throws ArithmeticException if the sum has more decimals than the currency
     */
    public static Amount of(BigDecimal sum, String currency) {
      return new Amount(
          sum.setScale(Currency.getInstance(currency).getDefaultFractionDigits()), currency);
    }
  }

  /** A shipping address; region and postal code may be null. */
  @Description("A shipping address.")
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
  @Description("A shipment of an order.")
  public record Shipment(
      @Description("1, 2, 3 … within the order") int number,
      @Description("The carrier") @NonNull String carrier,
      @Description("The carrier's tracking number") @NonNull String trackingNumber,
      @Description("Its contents") @NonNull List<@NonNull ShipmentLine> lines,
      @Description("When it was shipped") @NonNull Instant shippedAt,
      @Description("When it was delivered; null while it is in transit") Instant deliveredAt) {}

  /** A number of units of one order line in a shipment. */
  @Description("Units of an order line in a shipment.")
  public record ShipmentLine(
      @Description("Number of the order line") int line,
      @Description("Units of it") int quantity) {}

  /** A note on the order. */
  @Description("A note on an order.")
  public record Note(
      @Description("The text") @NonNull String text,
      @Description("The author") @NonNull String author,
      @Description("When it was written") @NonNull Instant writtenAt) {}

  /** A state of an order. */
  @Description("The state of an order.")
  @Enum("OrderStatus")
  public enum Status {
    @Description("Placed by the customer")
    PLACED,
    @Description("Confirmed by the merchant")
    CONFIRMED,
    @Description("Partly shipped")
    PARTIALLY_SHIPPED,
    @Description("Completely shipped")
    SHIPPED,
    @Description("Completely shipped and delivered")
    DELIVERED,
    @Description("Cancelled with all its lines")
    CANCELLED
  }

  /** An action that the state of an order may allow. */
  @Description("An action on an order.")
  @Enum("OrderAction")
  public enum Action {
    @Description("Confirm the order")
    CONFIRM,
    @Description("Cancel the whole order")
    CANCEL,
    @Description("Cancel units of some lines")
    CANCEL_LINES,
    @Description("Change the quantity of a line")
    CHANGE_QUANTITY,
    @Description("Change the shipping address")
    CHANGE_SHIPPING_ADDRESS,
    @Description("Ship what is left")
    SHIP,
    @Description("Record the delivery of a shipment")
    DELIVER,
    @Description("Add a note")
    ADD_NOTE
  }
}
