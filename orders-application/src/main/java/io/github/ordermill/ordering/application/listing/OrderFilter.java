package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.validation.CurrencyCode;
import io.github.ordermill.shared.application.validation.Text;
import io.smallrye.graphql.api.Nullable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;

/**
 * Filter of a list of orders: an order must match all components that are not null.
 *
 * @param statuses the order is in one of these states; empty or null for all
 * @param productId at least one line, cancelled or not, is for this product
 * @param reference the order's reference is equal to this one
 * @param placedFrom placed at this time or later
 * @param placedTo placed before this time
 * @param currency ISO 4217 code of the total
 * @param minTotal the total is this amount or more, in any currency
 * @param maxTotal the total is this amount or less, in any currency
 * @param text words that all occur in the order's number, reference, customer id, products,
 *     tracking numbers, addressee's name, city or postal code; no order matches a text without a
 *     letter or digit
 */
@Description("A filter of orders: those that satisfy all conditions given.")
public record OrderFilter(
    @Description("Only this customer's") @Id @Text(max = 100) String customerId,
    @Description("Only in one of these states; in any state when empty") @Nullable
        List<OrderView.@NotNull Status> statuses,
    @Description("Only with a line for this product, cancelled lines included") @Id @Text(max = 100)
        String productId,
    @Description("Only with exactly this reference") @Text(max = 100) String reference,
    @Description("Only placed at this time or later") Instant placedFrom,
    @Description("Only placed before this time") Instant placedTo,
    @Description("Only in this currency; ISO 4217")
        @Pattern(regexp = "[A-Z]{3}", message = CurrencyCode.MESSAGE)
        String currency,
    @Description("Only with a total of this amount or more, whatever the currency")
        BigDecimal minTotal,
    @Description("Only with a total of this amount or less, whatever the currency")
        BigDecimal maxTotal,
    @Description(
            "Words, all of which are found in number, reference, customer id, product names and ids,"
                + " tracking numbers, or in the addressee's name, city and postal code; at most 100"
                + " characters. From three characters on a word is also found by its beginning,"
                + " and a part of number or reference that has digits by any piece of it; a number"
                + " also without zeros and prefix. Of the tracking numbers that begin with a word,"
                + " the first 100 in alphabetical order are found. Chinese, Japanese and Korean are found by any"
                + " part. Case, accents, forms of letters (ø, ß, ı) and punctuation make no"
                + " difference. A text without a letter or digit finds nothing.")
        @Size(max = 100, message = "must have at most {max} characters")
        String text) {

  /** A filter that all orders match. */
  public static final OrderFilter NONE =
      new OrderFilter(null, null, null, null, null, null, null, null, null, null);

  public OrderFilter {
    statuses = statuses == null ? List.of() : List.copyOf(new TreeSet<>(statuses));
  }

  /**
   * A filter by customer and status only.
   *
   * @param customerId null for all customers
   * @param statuses null or empty for all states
   */
  public static OrderFilter of(String customerId, List<OrderView.Status> statuses) {
    return new OrderFilter(customerId, statuses, null, null, null, null, null, null, null, null);
  }
}
