package io.github.ordermill.ordering.web;

import graphql.schema.idl.RuntimeWiring;
import io.github.ordermill.ordering.application.CancelOrder;
import io.github.ordermill.ordering.application.PlaceOrder;
import io.github.ordermill.ordering.application.Price;
import io.github.ordermill.ordering.application.ShipOrder;
import io.github.ordermill.ordering.application.ShippingAddress;
import io.github.ordermill.shared.web.CommandSender;
import io.github.ordermill.shared.web.Input;
import io.github.ordermill.shared.web.Wiring;
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
                .dataFetcher("cancelOrder", commands.sending(OrderMutations::cancelOrder))
                .dataFetcher("shipOrder", commands.sending(OrderMutations::shipOrder)));
  }

  private static PlaceOrder placeOrder(Input input) {
    return new PlaceOrder(
        input.text("orderId"),
        input.text("customerId"),
        input.text("reference"),
        input.list("items", OrderMutations::item),
        input.object("shippingAddress", OrderMutations::address));
  }

  private static PlaceOrder.Item item(Input item) {
    return new PlaceOrder.Item(
        item.text("productId"),
        item.text("name"),
        item.integer("quantity"),
        item.object("price", OrderMutations::price));
  }

  private static Price price(Input price) {
    return new Price(price.decimal("amount"), price.text("currency"));
  }

  private static ShippingAddress address(Input address) {
    return new ShippingAddress(
        address.text("name"),
        address.text("street"),
        address.text("city"),
        address.text("region"),
        address.text("postalCode"),
        address.text("country"));
  }

  private static CancelOrder cancelOrder(Input input) {
    return new CancelOrder(
        input.text("orderId"), input.text("reason"), input.integer("expectedVersion"));
  }

  private static ShipOrder shipOrder(Input input) {
    return new ShipOrder(
        input.text("orderId"),
        input.text("carrier"),
        input.text("trackingNumber"),
        input.list("lines", line -> line.integer("line")),
        input.integer("expectedVersion"));
  }
}
