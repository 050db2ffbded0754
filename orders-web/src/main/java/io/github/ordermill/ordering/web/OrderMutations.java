package io.github.ordermill.ordering.web;

import graphql.schema.idl.RuntimeWiring;
import io.github.ordermill.ordering.application.LinePart;
import io.github.ordermill.ordering.application.ShippingAddress;
import io.github.ordermill.ordering.application.changing.AddNote;
import io.github.ordermill.ordering.application.changing.CancelOrder;
import io.github.ordermill.ordering.application.changing.CancelOrderLines;
import io.github.ordermill.ordering.application.changing.ChangeQuantity;
import io.github.ordermill.ordering.application.changing.ChangeShippingAddress;
import io.github.ordermill.ordering.application.changing.ConfirmOrder;
import io.github.ordermill.ordering.application.fulfilling.RecordDelivery;
import io.github.ordermill.ordering.application.fulfilling.ShipOrder;
import io.github.ordermill.ordering.application.placing.PlaceOrder;
import io.github.ordermill.ordering.application.placing.Price;
import io.github.ordermill.shared.web.graphql.Arguments;
import io.github.ordermill.shared.web.graphql.CommandSender;
import io.github.ordermill.shared.web.graphql.Wiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What can be done with orders: each mutation reads its input into one command. */
@ApplicationScoped
public class OrderMutations implements Wiring {

  private CommandSender commands;

  /** For CDI only. */
  protected OrderMutations() {}

  @Inject
  OrderMutations(CommandSender commands) {
    this.commands = commands;
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type(
        "Mutation",
        mutation ->
            mutation
                .dataFetcher("placeOrder", commands.sending(OrderMutations::placeOrder))
                .dataFetcher("confirmOrder", commands.sending(OrderMutations::confirmOrder))
                .dataFetcher("cancelOrder", commands.sending(OrderMutations::cancelOrder))
                .dataFetcher("cancelOrderLines", commands.sending(OrderMutations::cancelOrderLines))
                .dataFetcher("changeQuantity", commands.sending(OrderMutations::changeQuantity))
                .dataFetcher(
                    "changeShippingAddress",
                    commands.sending(OrderMutations::changeShippingAddress))
                .dataFetcher("shipOrder", commands.sending(OrderMutations::shipOrder))
                .dataFetcher("recordDelivery", commands.sending(OrderMutations::recordDelivery))
                .dataFetcher("addNote", commands.sending(OrderMutations::addNote)));
  }

  private static PlaceOrder placeOrder(Arguments input) {
    return new PlaceOrder(
        input.text("orderId"),
        input.text("customerId"),
        input.text("reference"),
        input.list("items", OrderMutations::item),
        input.object("shippingAddress", OrderMutations::address));
  }

  private static PlaceOrder.Item item(Arguments item) {
    return new PlaceOrder.Item(
        item.text("productId"),
        item.text("name"),
        item.integer("quantity"),
        item.object("price", OrderMutations::price));
  }

  private static Price price(Arguments price) {
    return new Price(price.decimal("amount"), price.text("currency"));
  }

  private static ShippingAddress address(Arguments address) {
    return new ShippingAddress(
        address.text("name"),
        address.text("street"),
        address.text("city"),
        address.text("region"),
        address.text("postalCode"),
        address.text("country"));
  }

  private static ConfirmOrder confirmOrder(Arguments input) {
    return new ConfirmOrder(input.text("orderId"), input.integer("expectedVersion"));
  }

  private static CancelOrder cancelOrder(Arguments input) {
    return new CancelOrder(
        input.text("orderId"), input.text("reason"), input.integer("expectedVersion"));
  }

  private static CancelOrderLines cancelOrderLines(Arguments input) {
    return new CancelOrderLines(
        input.text("orderId"),
        input.list("lines", OrderMutations::linePart),
        input.text("reason"),
        input.integer("expectedVersion"));
  }

  private static LinePart linePart(Arguments part) {
    return new LinePart(part.integer("line"), part.integer("quantity"));
  }

  private static ChangeQuantity changeQuantity(Arguments input) {
    return new ChangeQuantity(
        input.text("orderId"),
        input.integer("line"),
        input.integer("quantity"),
        input.integer("expectedVersion"));
  }

  private static ChangeShippingAddress changeShippingAddress(Arguments input) {
    return new ChangeShippingAddress(
        input.text("orderId"),
        input.object("shippingAddress", OrderMutations::address),
        input.integer("expectedVersion"));
  }

  private static ShipOrder shipOrder(Arguments input) {
    return new ShipOrder(
        input.text("orderId"),
        input.text("carrier"),
        input.text("trackingNumber"),
        input.list("lines", OrderMutations::linePart),
        input.integer("expectedVersion"));
  }

  private static RecordDelivery recordDelivery(Arguments input) {
    return new RecordDelivery(
        input.text("orderId"), input.integer("shipment"), input.integer("expectedVersion"));
  }

  private static AddNote addNote(Arguments input) {
    return new AddNote(input.text("orderId"), input.text("text"), input.integer("expectedVersion"));
  }
}
