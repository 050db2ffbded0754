package io.github.ordermill.bench;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/**
 * What orders differ in: products, their names and prices, addressees, customers. The words stand
 * in {@link PlaceOrderRequests#typical}; for each there is another value in each order.
 */
final class SampleData {

  /**
   * In the request: products, their names, the addressee, prices, what they come to, the customer.
   */
  static final List<String> WORDS =
      List.of(
          "product-0001",
          "product-0002",
          "product-0003",
          "Kettle",
          "Cup",
          "Green tea",
          "Ada Lovelace",
          "19.90",
          "4.50",
          "12.00",
          "78.80",
          "customer-0000");

  private static final int[] QUANTITIES = {2, 6, 1};

  private static final String[] KINDS = {
    "kettle", "cup", "teapot", "lamp", "chair", "table", "shelf", "mirror", "carpet", "curtain",
    "pan", "pot", "knife", "fork", "spoon", "plate", "bowl", "glass", "jug", "tray",
    "pillow", "blanket", "towel", "basket", "clock", "vase", "candle", "frame", "box", "stool"
  };
  private static final String[] LOOKS = {
    "red", "green", "blue", "black", "white", "copper", "brass", "steel", "oak", "walnut",
    "linen", "wool", "cotton", "marble", "granite", "silver", "golden", "small", "large", "round",
    "square", "folding", "striped", "plain", "heavy", "light", "matte", "shiny", "rustic", "modern"
  };
  private static final String[] FIRST_NAMES = {
    "Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Margaret", "John", "Frances", "Niklaus"
  };
  private static final String[] LAST_NAMES = {
    "Lovelace",
    "Hopper",
    "Turing",
    "Dijkstra",
    "Liskov",
    "Knuth",
    "Hamilton",
    "Backus",
    "Allen",
    "Wirth",
    "Hoare",
    "Kay",
    "Lamport",
    "Perlis",
    "Milner",
    "Gray",
    "Codd",
    "Bachman",
    "Sammet"
  };

  /** So few that each has more than a page of orders among 10,000. */
  private static final int CUSTOMERS = 400;

  private static final int CHEAPEST_CENTS = 100;
  private static final int DEAREST_CENTS = 20_000;

  private final Random random;

  SampleData(long seed) {
    random = new Random(seed);
  }

  /** A product and its name, the same two always. */
  private static String nameOf(int product) {
    return LOOKS[product / KINDS.length % LOOKS.length] + " " + KINDS[product % KINDS.length];
  }

  static String product(int number) {
    return String.format("product-%04d", number);
  }

  /** Any product's number. */
  static int anyProduct(Random random) {
    return random.nextInt(KINDS.length * LOOKS.length);
  }

  /** Words that are found in the name of some product. */
  static String anyName(Random random) {
    return nameOf(anyProduct(random));
  }

  /** The values of one more order, in the order of {@link #WORDS}. */
  String[] next() {
    var values = new String[WORDS.size()];
    var total = BigDecimal.ZERO;
    int lines = QUANTITIES.length;
    for (int i = 0; i < lines; i++) {
      int product = anyProduct(random);
      var price = BigDecimal.valueOf(random.nextInt(CHEAPEST_CENTS, DEAREST_CENTS), 2);
      values[i] = product(product);
      values[lines + i] = nameOf(product);
      values[2 * lines + 1 + i] = price.toPlainString();
      total = total.add(price.multiply(BigDecimal.valueOf(QUANTITIES[i])));
    }
    values[2 * lines] =
        FIRST_NAMES[random.nextInt(FIRST_NAMES.length)]
            + " "
            + LAST_NAMES[random.nextInt(LAST_NAMES.length)];
    values[3 * lines + 1] = total.toPlainString();
    values[3 * lines + 2] = String.format("customer-%04d", random.nextInt(CUSTOMERS));
    return values;
  }
}
