package io.github.ordermill.ordering.application;

import io.github.ordermill.ordering.domain.LineQuantity;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

/**
 * A number of units of one order line, as command input.
 *
 * @param line number of the line within the order, from 1 on
 * @param quantity number of units, 1 to 1,000,000
 */
@Description("Units of an order line.")
@Input("LineQuantityInput")
public record LinePart(
    @Description("Number of the order line") @Min(value = 1, message = "must be {value} or more")
        int line,
    @Description("Units of it, 1 to 1,000,000")
        @Min(value = 1, message = "must be {value} or more")
        @Max(value = 1_000_000, message = "must be {value} or less")
        int quantity) {

  public LineQuantity toLineQuantity() {
    return new LineQuantity(line, quantity);
  }
}
