package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.reading.OrderView;
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
 * Which orders a list is to hold: those that satisfy all of this. What is null does not restrict.
 *
 * @param statuses states, any of them; none at all does not restrict
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
@Description("Which orders a list is to hold: those that satisfy all that is given.")
public record OrderFilter(
    @Description("Only this customer's") @Id @Text(max = 100) String customerId,
    @Description("Only in one of these states; in any state when empty") @Nullable
        List<OrderView.@NotNull Status> statuses,
    @Description("Only with a line for this product, cancelled lines included") @Id @Text(max = 100)
        String productId,
    @Description("Only with this reference, all of it and letter by letter") @Text(max = 100)
        String reference,
    @Description("Only placed at this time or later") Instant placedFrom,
    @Description("Only placed before this time") Instant placedTo,
    @Description("Only in this currency; ISO 4217")
        @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 currency code such as EUR")
        String currency,
    @Description("Only if the customer owes this much or more, whatever the currency")
        BigDecimal minTotal,
    @Description("Only if the customer owes this much or less, whatever the currency")
        BigDecimal maxTotal,
    @Description(
            "Words, all of which are found in number, reference, product names or the name of the addressee; at most 100 characters. From three characters on a word is also found by its beginning, and a part of number or reference that has digits by any piece of it. Small and capital letters, accents and punctuation make no difference.")
        @Size(max = 100, message = "must have at most {max} characters")
        String text) {

  /** No restriction at all. */
  public static final OrderFilter NONE =
      new OrderFilter(null, null, null, null, null, null, null, null, null, null);

  public OrderFilter {
    statuses = statuses == null ? List.of() : List.copyOf(new TreeSet<>(statuses));
  }

  /** Only a customer's orders, or with null everyone's, in some states. */
  public static OrderFilter of(String customerId, List<OrderView.Status> statuses) {
    return new OrderFilter(customerId, statuses, null, null, null, null, null, null, null, null);
  }
}
