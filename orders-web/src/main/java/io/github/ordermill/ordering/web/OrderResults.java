package io.github.ordermill.ordering.web;

import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.web.consistency.ConsistencyToken;
import io.github.ordermill.shared.web.consistency.ConsistencyTokens;
import io.github.ordermill.shared.web.graphql.result.MutationResult;
import io.github.ordermill.shared.web.graphql.result.Refusal;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** The results of commands on orders: accepted, not found, or forbidden by a rule. */
public final class OrderResults {

  private OrderResults() {}

  /** The result for clients that stands for the result of the bus. */
  static MutationResult of(CommandResult result, ConsistencyTokens tokens) {
    return MutationResult.shared(result).orElseGet(() -> ofOrder(result, tokens));
  }

  private static MutationResult ofOrder(CommandResult result, ConsistencyTokens tokens) {
    if (result instanceof CommandResult.Accepted accepted) {
      return new CommandAccepted(
          accepted.id(),
          accepted.version(),
          tokens.encode(new ConsistencyToken(accepted.id(), accepted.version())));
    } else if (result instanceof CommandResult.NotFound missing) {
      return new OrderNotFound(
          "ORDER_NOT_FOUND", "There is no order " + missing.id(), missing.id());
    } else if (result instanceof CommandResult.RuleBroken broken) {
      return new RuleBroken("RULE_BROKEN", broken.message(), Rule.valueOf(broken.rule()));
    }
    throw new IllegalArgumentException("no result for " + result.getClass().getSimpleName());
  }

  /** The command was carried out. */
  @Description("The command was carried out, and its event is on record.")
  @Type("CommandAccepted")
  public record CommandAccepted(
      @Description("The order that the command was about") @Id @NonNull UUID orderId,
      @Description("The order's version after the command") int version,
      @Description("Opaque; hand it to a query to read your own write") @NonNull
          String consistencyToken)
      implements MutationResult {}

  /** There is no order of that id. */
  @Description("There is no such order. Nothing has changed.")
  @Type("OrderNotFound")
  public record OrderNotFound(
      @Description("ORDER_NOT_FOUND") @NonNull String code,
      @Description("The refusal in a sentence for people") @NonNull String message,
      @Description("The id that was asked for") @Id @NonNull UUID orderId)
      implements MutationResult, Refusal {}

  /** A rule of the order forbids the command in the order's present state. */
  @Description("A rule forbids the command in the order's present state. Nothing has changed.")
  @Type("RuleBroken")
  public record RuleBroken(
      @Description("RULE_BROKEN") @NonNull String code,
      @Description("The refusal in a sentence for people") @NonNull String message,
      @Description("Which rule") @NonNull Rule rule)
      implements MutationResult, Refusal {}

  /** The rules of the order by name, the same as the domain's: a test compares them. */
  @Description("One value per rule of the order, each a full sentence")
  @Enum("OrderRule")
  public enum Rule {
    @Description("An order without lines is refused.")
    AN_ORDER_HAS_AT_LEAST_ONE_LINE,
    @Description("Prices in two currencies cannot be added up.")
    ALL_LINES_ARE_IN_ONE_CURRENCY,
    @Description("The id of an order is used once.")
    AN_ORDER_IS_PLACED_ONCE,
    @Description("An order that is confirmed, shipped or cancelled is not confirmed again.")
    ONLY_PLACED_ORDERS_ARE_CONFIRMED,
    @Description("A cancelled order is final.")
    CANCELLED_ORDERS_DO_NOT_CHANGE,
    @Description("What has been shipped is not cancelled.")
    SHIPPED_ORDERS_ARE_NOT_CANCELLED,
    @Description("Units that have been shipped are not cancelled.")
    ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED,
    @Description("An order is shipped only after it has been confirmed.")
    ONLY_CONFIRMED_ORDERS_ARE_SHIPPED,
    @Description("No more units are shipped than are left to ship.")
    NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED,
    @Description("A shipment is delivered once, after it has been shipped.")
    ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED,
    @Description("Quantities are final once the merchant has confirmed the order.")
    QUANTITIES_CHANGE_ONLY_BEFORE_CONFIRMATION,
    @Description("The address is final once something has been shipped.")
    ADDRESSES_CHANGE_ONLY_BEFORE_SHIPPING,
    @Description("An order with 1,000 notes takes no more.")
    AN_ORDER_HAS_AT_MOST_1000_NOTES,
    @Description("The notes of an order are not longer than 5,000,000 characters together.")
    NOTES_OF_AN_ORDER_HAVE_AT_MOST_5000000_CHARACTERS_IN_TOTAL,
    @Description("The last of 1,000 shipments ships all units that are left.")
    AN_ORDER_HAS_AT_MOST_1000_SHIPMENTS,
    @Description(
        "The last events of an order are kept for its confirmation, shipment, delivery or"
            + " cancellation, which are never refused for the number of events.")
    AN_ORDER_HAS_AT_MOST_10000_EVENTS
  }
}
