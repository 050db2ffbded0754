package io.github.ordermill.ordering.application.placing;

import io.github.ordermill.ordering.application.ShippingAddress;
import io.github.ordermill.ordering.domain.CustomerId;
import io.github.ordermill.ordering.domain.Money;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.domain.OrderItem;
import io.github.ordermill.ordering.domain.ProductId;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Text;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

/**
 * Places a new order.
 *
 * @param orderId a UUID of the client's choice, or null: then one is made
 * @param customerId who orders; 1 to 100 characters
 * @param reference the client's own, may be null; 1 to 100 characters
 * @param items 1 to 1,000 of them, all in one currency, in sum below 10<sup>15</sup>
 * @param shippingAddress where to
 */
@PlaceOrder.OneSum
@Description("A new order.")
public record PlaceOrder(
    @Description("A UUID of the client's choice; made here when absent") @Id @Uuid String orderId,
    @Description("Who orders; 1 to 100 characters") @Id @NotNull @Text(max = 100) String customerId,
    @Description("Your own reference; 1 to 100 characters") @Text(max = 100) String reference,
    @Description("1 to 1,000 of them, all in one currency")
        @NotNull
        @Size(min = 1, max = 1000, message = "must have {min} to {max} items")
        List<@NotNull @Valid Item> items,
    @Description("Where it goes") @NotNull @Valid ShippingAddress shippingAddress)
    implements Command {

  /**
   * One product.
   *
   * @param name the product's name, may be null; 1 to 200 characters
   * @param quantity 1 to 1,000,000
   * @param price of one piece
   */
  @Description("So many of one product.")
  @Input("OrderItemInput")
  public record Item(
      @Description("The product's identity in your catalogue; 1 to 100 characters")
          @Id
          @NotNull
          @Text(max = 100)
          String productId,
      @Description("The product's name, if you want it kept; 1 to 200 characters") @Text(max = 200)
          String name,
      @Description("1 to 1,000,000")
          @Min(value = 1, message = "must be {value} or more")
          @Max(value = 1_000_000, message = "must be {value} or less")
          int quantity,
      @Description("Of one piece") @NotNull @Valid Price price) {

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

  /** All prices are in one currency and add up to an amount below {@link Money#LIMIT}. */
  @Constraint(validatedBy = OneSum.Check.class)
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface OneSum {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks at items that are payable each for itself; the others are reported elsewhere. */
    final class Check implements ConstraintValidator<OneSum, PlaceOrder> {

      @Override
      public boolean isValid(PlaceOrder order, ConstraintValidatorContext context) {
        if (order.items == null || order.items.isEmpty() || order.items.size() > 1000) {
          return true;
        }
        context.disableDefaultConstraintViolation();
        return inOneCurrency(order.items, context) & belowLimit(order.items, context);
      }

      private static boolean inOneCurrency(List<Item> items, ConstraintValidatorContext context) {
        String first = null;
        boolean one = true;
        for (int i = 0; i < items.size(); i++) {
          var item = items.get(i);
          if (item == null || item.price == null || item.price.currency() == null) {
            continue;
          }
          if (first == null) {
            first = item.price.currency();
          } else if (!first.equals(item.price.currency())) {
            one = false;
            context
                .buildConstraintViolationWithTemplate("must be the currency of the first item")
                .addPropertyNode("items")
                .addPropertyNode("price")
                .inIterable()
                .atIndex(i)
                .addPropertyNode("currency")
                .addConstraintViolation();
          }
        }
        return one;
      }

      private static boolean belowLimit(List<Item> items, ConstraintValidatorContext context) {
        var sum =
            items.stream()
                .filter(Objects::nonNull)
                .filter(item -> item.price != null && item.price.isPayable())
                .filter(item -> item.quantity > 0 && item.quantity <= 1_000_000)
                .map(item -> item.price.amount().multiply(BigDecimal.valueOf(item.quantity)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(Money.LIMIT) < 0) {
          return true;
        }
        context
            .buildConstraintViolationWithTemplate(
                "must add up to less than " + Money.LIMIT.toPlainString())
            .addPropertyNode("items")
            .addConstraintViolation();
        return false;
      }
    }
  }
}
