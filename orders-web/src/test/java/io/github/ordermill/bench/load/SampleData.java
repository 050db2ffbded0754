package io.github.ordermill.bench.load;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/**
 * Varied values of orders: products, names, prices, recipients, customers. They replace the
 * placeholders in {@link PlaceOrderRequests#withPlaceholders}.
 */
public final class SampleData {

  /**
   * Values in the template request: product ids, product names, recipient, prices, total, customer
   * id.
   */
  public static final List<String> PLACEHOLDERS =
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

  private static final String[] NOUNS = {
    "kettle", "cup", "teapot", "lamp", "chair", "table", "shelf", "mirror", "carpet", "curtain",
    "pan", "pot", "knife", "fork", "spoon", "plate", "bowl", "glass", "jug", "tray",
    "pillow", "blanket", "towel", "basket", "clock", "vase", "candle", "frame", "box", "stool"
  };
  private static final String[] ADJECTIVES = {
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

  /** Few enough that each customer has more than one page of orders among 10,000. */
  private static final int CUSTOMERS = 400;

  private static final int MIN_CENTS = 100;
  private static final int MAX_CENTS = 20_000;

  private final Random random;

  public SampleData(long seed) {
    random = new Random(seed);
  }

  /** Name of a product, determined by its number. */
  private static String productName(int product) {
    return ADJECTIVES[product / NOUNS.length % ADJECTIVES.length]
        + " "
        + NOUNS[product % NOUNS.length];
  }

  public static String productId(int number) {
    return String.format("product-%04d", number);
  }

  public static int randomProduct(Random random) {
    return random.nextInt(NOUNS.length * ADJECTIVES.length);
  }

  /** Search text that occurs in the name of a product. */
  public static String randomProductName(Random random) {
    return productName(randomProduct(random));
  }

  /** Values of another order, in the order of {@link #PLACEHOLDERS}. */
  public String[] next() {
    var values = new String[PLACEHOLDERS.size()];
    var total = BigDecimal.ZERO;
    int lines = QUANTITIES.length;
    for (int i = 0; i < lines; i++) {
      int product = randomProduct(random);
      var price = BigDecimal.valueOf(random.nextInt(MIN_CENTS, MAX_CENTS), 2);
      values[i] = productId(product);
      values[lines + i] = productName(product);
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
