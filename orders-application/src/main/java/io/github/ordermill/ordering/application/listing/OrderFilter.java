package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.shared.application.validation.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Which orders a list is to hold: those that satisfy all of this. What is null does not restrict.
 *
 * @param statuses names of states, any of them; none at all does not restrict
 * @param productId that at least one line is for, cancelled or not
 * @param reference the whole of it
 * @param placedFrom not earlier
 * @param placedTo earlier
 * @param currency ISO 4217
 * @param minTotal not less, whatever the currency
 * @param maxTotal not more, whatever the currency
 * @param text words, all of which are found in number, reference, product names or the addressee's
 *     name; without a letter or digit it does not restrict
 */
public record OrderFilter(
    @Text(max = 100) String customerId,
    List<@NotNull String> statuses,
    @Text(max = 100) String productId,
    @Text(max = 100) String reference,
    Instant placedFrom,
    Instant placedTo,
    @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 currency code such as EUR")
        String currency,
    BigDecimal minTotal,
    BigDecimal maxTotal,
    @Size(max = 100, message = "must have at most {max} characters") String text) {

  /** No restriction at all. */
  public static final OrderFilter NONE =
      new OrderFilter(null, null, null, null, null, null, null, null, null, null);

  public OrderFilter {
    statuses = statuses == null ? List.of() : List.copyOf(new java.util.TreeSet<>(statuses));
  }

  /** Only a customer's orders, or with null everyone's, in some states. */
  public static OrderFilter of(String customerId, List<String> statuses) {
    return new OrderFilter(customerId, statuses, null, null, null, null, null, null, null, null);
  }
}
