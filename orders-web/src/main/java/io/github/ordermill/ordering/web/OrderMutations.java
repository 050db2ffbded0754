package io.github.ordermill.ordering.web;

import io.github.ordermill.ordering.application.changing.AddNote;
import io.github.ordermill.ordering.application.changing.CancelOrder;
import io.github.ordermill.ordering.application.changing.CancelOrderLines;
import io.github.ordermill.ordering.application.changing.ChangeQuantity;
import io.github.ordermill.ordering.application.changing.ChangeShippingAddress;
import io.github.ordermill.ordering.application.changing.ConfirmOrder;
import io.github.ordermill.ordering.application.fulfilling.RecordDelivery;
import io.github.ordermill.ordering.application.fulfilling.ShipOrder;
import io.github.ordermill.ordering.application.placing.PlaceOrder;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.web.consistency.ConsistencyTokens;
import io.github.ordermill.shared.web.graphql.CommandSender;
import io.github.ordermill.shared.web.graphql.result.MutationResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** The mutations of orders. The input of each is a command, which is sent as it is. */
@GraphQLApi
@ApplicationScoped
public class OrderMutations {

  private CommandSender commands;
  private ConsistencyTokens tokens;

  /** For CDI only. */
  protected OrderMutations() {}

  @Inject
  OrderMutations(CommandSender commands, ConsistencyTokens tokens) {
    this.commands = commands;
    this.tokens = tokens;
  }

  @Mutation
  @Description("Places a new order.")
  @NonNull
  public MutationResult placeOrder(
      @Description("What is ordered, by whom, and where it is shipped") @NonNull @Name("input")
          PlaceOrder input,
      @Description(MutationResult.IDEMPOTENCY_KEY) @Name("idempotencyKey") String idempotencyKey) {
    return send(input, idempotencyKey);
  }

  @Mutation
  @Description("Accepts an order on behalf of the merchant. From then on it may be shipped.")
  @NonNull
  public MutationResult confirmOrder(
      @Description("Which order") @NonNull @Name("input") ConfirmOrder input,
      @Description(MutationResult.IDEMPOTENCY_KEY) @Name("idempotencyKey") String idempotencyKey) {
    return send(input, idempotencyKey);
  }

  @Mutation
  @Description("Cancels an order with all its lines, as long as nothing has been shipped.")
  @NonNull
  public MutationResult cancelOrder(
      @Description("Which order, and why") @NonNull @Name("input") CancelOrder input,
      @Description(MutationResult.IDEMPOTENCY_KEY) @Name("idempotencyKey") String idempotencyKey) {
    return send(input, idempotencyKey);
  }

  @Mutation
  @Description(
      "Cancels units of some lines, as long as these have not been shipped. When nothing else is"
          + " left of the order, that cancels the order.")
  @NonNull
  public MutationResult cancelOrderLines(
      @Description("Which order, how many units of which lines, and why") @NonNull @Name("input")
          CancelOrderLines input,
      @Description(MutationResult.IDEMPOTENCY_KEY) @Name("idempotencyKey") String idempotencyKey) {
    return send(input, idempotencyKey);
  }

  @Mutation
  @Description("Changes the quantity of a line, until the order is confirmed.")
  @NonNull
  public MutationResult changeQuantity(
      @Description("Which order and line, and the new quantity") @NonNull @Name("input")
          ChangeQuantity input,
      @Description(MutationResult.IDEMPOTENCY_KEY) @Name("idempotencyKey") String idempotencyKey) {
    return send(input, idempotencyKey);
  }

  @Mutation
  @Description("Changes the shipping address, as long as nothing has been shipped.")
  @NonNull
  public MutationResult changeShippingAddress(
      @Description("Which order, and the new address") @NonNull @Name("input")
          ChangeShippingAddress input,
      @Description(MutationResult.IDEMPOTENCY_KEY) @Name("idempotencyKey") String idempotencyKey) {
    return send(input, idempotencyKey);
  }

  @Mutation
  @Description("Ships what is left of a confirmed order, or some of it, as one shipment.")
  @NonNull
  public MutationResult shipOrder(
      @Description("Which order, and how it is shipped") @NonNull @Name("input") ShipOrder input,
      @Description(MutationResult.IDEMPOTENCY_KEY) @Name("idempotencyKey") String idempotencyKey) {
    return send(input, idempotencyKey);
  }

  @Mutation
  @Description("Records that a shipment has been delivered, or all that are in transit.")
  @NonNull
  public MutationResult recordDelivery(
      @Description("Which order and shipment") @NonNull @Name("input") RecordDelivery input,
      @Description(MutationResult.IDEMPOTENCY_KEY) @Name("idempotencyKey") String idempotencyKey) {
    return send(input, idempotencyKey);
  }

  @Mutation
  @Description("Adds a note to an order that is not cancelled. Its author is the caller.")
  @NonNull
  public MutationResult addNote(
      @Description("Which order, and the text") @NonNull @Name("input") AddNote input,
      @Description(MutationResult.IDEMPOTENCY_KEY) @Name("idempotencyKey") String idempotencyKey) {
    return send(input, idempotencyKey);
  }

  private MutationResult send(Command command, String idempotencyKey) {
    return OrderResults.of(commands.send(command, idempotencyKey), tokens);
  }
}
