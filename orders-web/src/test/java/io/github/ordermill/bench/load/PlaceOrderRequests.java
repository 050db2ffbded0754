package io.github.ordermill.bench.load;

import java.util.List;
import java.util.stream.Stream;

/** HTTP requests of {@code placeOrder} with three lines. */
public final class PlaceOrderRequests {

  private static final int VARIATIONS = 5_000;

  private static final String BODY =
      """
      {"query":"mutation Place($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename \
      ... on CommandAccepted { orderId version consistencyToken } \
      ... on Refusal { code message } } }",\
      "variables":{"input":{"customerId":"customer-0000","reference":"web-shop","items":[\
      {"productId":"product-0001","name":"Kettle","quantity":2,\
      "price":{"amount":"19.90","currency":"EUR"}},\
      {"productId":"product-0002","name":"Cup","quantity":6,\
      "price":{"amount":"4.50","currency":"EUR"}},\
      {"productId":"product-0003","name":"Green tea","quantity":1,\
      "price":{"amount":"12.00","currency":"EUR"}}],\
      "shippingAddress":{"name":"Ada Lovelace","street":"Main Street 1","city":"Berlin",\
      "postalCode":"10115","country":"DE"}}}}""";

  private PlaceOrderRequests() {}

  /** Request that contains the values of {@link SampleData#PLACEHOLDERS}. */
  public static byte[] withPlaceholders() {
    return HttpConnection.post(BODY);
  }

  /** Requests with varied customers and products. */
  public static List<byte[]> varied() {
    var sampleData = new SampleData(VARIATIONS);
    return Stream.generate(
            () -> {
              var body = BODY;
              var values = sampleData.next();
              for (int i = 0; i < values.length; i++) {
                body =
                    body.replace('"' + SampleData.PLACEHOLDERS.get(i) + '"', '"' + values[i] + '"');
              }
              return HttpConnection.post(body);
            })
        .limit(VARIATIONS)
        .toList();
  }
}
