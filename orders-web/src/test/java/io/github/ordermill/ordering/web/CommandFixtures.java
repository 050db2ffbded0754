package io.github.ordermill.ordering.web;

import io.github.ordermill.ordering.application.ShippingAddress;
import io.github.ordermill.ordering.application.placing.PlaceOrder;
import io.github.ordermill.ordering.application.placing.Price;
import java.math.BigDecimal;
import java.util.List;

/** Commands with values that tests choose; the other components are null. */
public final class CommandFixtures {

  private CommandFixtures() {}

  /** A command to place an order with an address in Berlin. */
  public static PlaceOrder placeOrder(String customer, String reference, PlaceOrder.Item... items) {
    var address = new ShippingAddress("Ada", "Street 1", "Berlin", null, null, "DE");
    return new PlaceOrder(null, customer, reference, List.of(items), address);
  }

  /** An item without a name, with a price in euros. */
  public static PlaceOrder.Item item(String product, int quantity, String euros) {
    return new PlaceOrder.Item(product, null, quantity, new Price(new BigDecimal(euros), "EUR"));
  }
}
