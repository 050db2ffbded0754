package io.github.ordermill.ordering.web;

import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.validation.Violation;
import io.github.ordermill.shared.web.consistency.ConsistencyToken;
import io.smallrye.graphql.api.Union;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Interface;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** The answer to a command on an order, as clients see it: accepted, or refused for a reason. */
@Description("The result of a command: it was accepted, or refused for one of a few reasons.")
@Union
@Name("CommandResult")
public sealed interface OrderCommandResult {

  /** The answer that stands for the result of the bus. */
  static OrderCommandResult of(CommandResult result) {
    if (result instanceof CommandResult.Accepted accepted) {
      return new CommandAccepted(
          accepted.id(),
          accepted.version(),
          new ConsistencyToken(accepted.id(), accepted.version()).encode());
    } else if (result instanceof CommandResult.InvalidInput invalid) {
      return new InvalidInput("INVALID_INPUT", invalid.message(), invalid.violations());
    } else if (result instanceof CommandResult.NotFound missing) {
      return new OrderNotFound("ORDER_NOT_FOUND", missing.message(), missing.id());
    } else if (result instanceof CommandResult.RuleBroken broken) {
      return new RuleBroken("RULE_BROKEN", broken.message(), Rule.valueOf(broken.rule()));
    } else if (result instanceof CommandResult.VersionConflict conflict) {
      return new VersionConflict(
          "VERSION_CONFLICT",
          conflict.message(),
          conflict.expectedVersion(),
          conflict.actualVersion());
    } else if (result instanceof CommandResult.IdempotencyConflict conflict) {
      return new IdempotencyConflict(
          "IDEMPOTENCY_CONFLICT", conflict.message(), conflict.idempotencyKey());
    }
    throw new IllegalArgumentException("no answer for " + result.getClass().getSimpleName());
  }

  /** The command was carried out. */
  @Description("The command was carried out, and its event is on record.")
  @Type("CommandAccepted")
  record CommandAccepted(
      @Description("The order that the command was about") @Id @NonNull UUID orderId,
      @Description("The order's version after the command") int version,
      @Description("Opaque; hand it to a query to read your own write") @NonNull
          String consistencyToken)
      implements OrderCommandResult {}

  /** A refusal: nothing has changed. */
  @Description(
      "What every refusal has; new kinds of refusal may come, so select these on the interface")
  @Interface("Refusal")
  interface Refusal {

    @Description("Stable and machine-readable, e.g. ORDER_NOT_FOUND")
    @NonNull
    @Name("code")
    String code();

    @Description("The refusal in a sentence for people")
    @NonNull
    @Name("message")
    String message();
  }

  /** The input violates constraints. */
  @Description("The input violates constraints; all of them are listed. Nothing has changed.")
  @Type("InvalidInput")
  record InvalidInput(
      @Description("INVALID_INPUT") @NonNull String code,
      @Description("The refusal in a sentence for people") @NonNull String message,
      @Description("Every constraint that the input violates") @NonNull
          List<@NonNull Violation> violations)
      implements OrderCommandResult, Refusal {}

  /** There is no order of that id. */
  @Description("There is no such order. Nothing has changed.")
  @Type("OrderNotFound")
  record OrderNotFound(
      @Description("ORDER_NOT_FOUND") @NonNull String code,
      @Description("The refusal in a sentence for people") @NonNull String message,
      @Description("The id that was asked for") @Id @NonNull UUID orderId)
      implements OrderCommandResult, Refusal {}

  /** A rule of the order forbids the command in the order's present state. */
  @Description("A rule forbids the command in the order's present state. Nothing has changed.")
  @Type("RuleBroken")
  record RuleBroken(
      @Description("RULE_BROKEN") @NonNull String code,
      @Description("The refusal in a sentence for people") @NonNull String message,
      @Description("Which rule") @NonNull Rule rule)
      implements OrderCommandResult, Refusal {}

  /** The order is in another version than the command expects. */
  @Description("The order has changed: it is not in the expected version. Nothing has changed.")
  @Type("VersionConflict")
  record VersionConflict(
      @Description("VERSION_CONFLICT") @NonNull String code,
      @Description("The refusal in a sentence for people") @NonNull String message,
      @Description("The version that the command expected") int expectedVersion,
      @Description("The version that the order is in") int actualVersion)
      implements OrderCommandResult, Refusal {}

  /** The idempotency key was used before, with another input. */
  @Description("The key was used before with another input. Nothing has changed.")
  @Type("IdempotencyConflict")
  record IdempotencyConflict(
      @Description("IDEMPOTENCY_CONFLICT") @NonNull String code,
      @Description("The refusal in a sentence for people") @NonNull String message,
      @Description("The key in question") @NonNull String idempotencyKey)
      implements OrderCommandResult, Refusal {}

  /** The rules of the order by name, the same as the domain's: a test compares them. */
  @Description("One value per rule of the order, each a full sentence")
  @Enum("OrderRule")
  enum Rule {
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
    ADDRESSES_CHANGE_ONLY_BEFORE_SHIPPING
  }
}
