package io.github.ordermill.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** Valid inputs of mutations, for tests that do not depend on the values. */
public final class CommandInputs {

  private CommandInputs() {}

  /** Input of {@code placeOrder}: two units of line 1, one of line 2, 44.80 EUR in total. */
  public static JsonObject anyOrder(String customer) {
    return GraphqlClient.json(
        """
        {'customerId': '%s',
         'items': [
           {'productId': 'sku-1', 'name': 'Kettle', 'quantity': 2,
            'price': {'amount': '19.90', 'currency': 'EUR'}},
           {'productId': 'sku-2', 'quantity': 1,
            'price': {'amount': '5', 'currency': 'EUR'}}],
         'shippingAddress': {'name': 'Ada Lovelace', 'street': 'Main Street 1',
           'city': 'Berlin', 'postalCode': '10115', 'country': 'DE'}}
        """
            .formatted(customer));
  }

  /** Input of {@code confirmOrder}. */
  public static JsonObject confirmation(String order) {
    return of(order).build();
  }

  /** Input of {@code shipOrder} for all open lines. */
  public static JsonObject shipment(String order) {
    return of(order).add("carrier", "DHL").add("trackingNumber", "JD0001").build();
  }

  /** Input of {@code cancelOrder}. */
  public static JsonObject cancellation(String order) {
    return of(order).add("reason", "changed my mind").build();
  }

  /** Input of {@code addNote}. */
  public static JsonObject note(String order, String text) {
    return of(order).add("text", text).build();
  }

  private static JsonObjectBuilder of(String order) {
    return Json.createObjectBuilder().add("orderId", order);
  }
}
