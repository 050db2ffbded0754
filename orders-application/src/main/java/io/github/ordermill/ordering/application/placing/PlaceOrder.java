package io.github.ordermill.ordering.application.placing;

import io.github.ordermill.ordering.application.ShippingAddress;
import io.github.ordermill.ordering.domain.CustomerId;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.domain.OrderItem;
import io.github.ordermill.ordering.domain.ProductId;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Text;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

/**
 * Places a new order.
 *
 * @param orderId UUID chosen by the client; null to have one generated
 * @param customerId 1 to 100 characters
 * @param reference the client's own reference, may be null; 1 to 100 characters
 * @param items 1 to 1,000 items, all in one currency, with a total below 10<sup>15</sup>
 */
@SingleCurrencyTotal
@Description("The input of placeOrder.")
public record PlaceOrder(
    @Description("A UUID of the client's choice; generated when absent") @Id @Uuid String orderId,
    @Description("The customer's id; 1 to 100 characters") @Id @NotNull @Text(max = 100)
        String customerId,
    @Description("The client's own reference; 1 to 100 characters") @Text(max = 100)
        String reference,
    @Description("1 to 1,000 of them, all in one currency")
        @NotNull
        @Size(min = 1, max = MAX_ITEMS, message = "must have {min} to {max} items")
        List<@NotNull @Valid Item> items,
    @Description("The shipping address") @NotNull @Valid ShippingAddress shippingAddress)
    implements Command {

  static final int MAX_ITEMS = 1_000;

  /**
   * One product of the order.
   *
   * @param name the product's name, may be null; 1 to 200 characters
   * @param quantity number of units, 1 to 1,000,000
   * @param price unit price
   */
  @Description("A line of an order.")
  @Input("OrderItemInput")
  public record Item(
      @Description("The product's id in the client's catalogue; 1 to 100 characters")
          @Id
          @NotNull
          @Text(max = 100)
          String productId,
      @Description("The product's name, stored if given; 1 to 200 characters") @Text(max = 200)
          String name,
      @Description("1 to 1,000,000")
          @Min(value = 1, message = "must be {value} or more")
          @Max(value = MAX_QUANTITY, message = "must be {value} or less")
          int quantity,
      @Description("Price of one unit") @NotNull @Valid Price price) {

    static final int MAX_QUANTITY = 1_000_000;

    OrderItem toOrderItem() {
      return new OrderItem(new ProductId(productId), name, quantity, price.toMoney());
    }
  }

  OrderId order(Instant now) {
    return orderId == null ? OrderId.next(now) : new OrderId(UUID.fromString(orderId));
  }

  CustomerId customer() {
    return new CustomerId(customerId);
  }

  List<OrderItem> orderItems() {
    return items.stream().map(Item::toOrderItem).toList();
  }
}
