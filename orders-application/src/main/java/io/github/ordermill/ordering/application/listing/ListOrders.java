package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.paging.CursorPage;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

/**
 * Orders, filtered and sorted, a stretch at a time, after the <a
 * href="https://relay.dev/graphql/connections.htm">Relay cursor connections specification</a>.
 *
 * @param first so many from the beginning, 1 to 100; not together with {@code last}
 * @param after only those behind this cursor
 * @param last so many up to the end, 1 to 100
 * @param before only those in front of this cursor
 */
@ListOrders.Stretch
public record ListOrders(
    @NotNull @Valid OrderFilter filter,
    @NotNull OrderSort orderBy,
    @Min(value = 1, message = "must be {value} or more")
        @Max(value = 100, message = "must be {value} or less")
        Integer first,
    String after,
    @Min(value = 1, message = "must be {value} or more")
        @Max(value = 100, message = "must be {value} or less")
        Integer last,
    String before)
    implements Query<CursorPage<OrderView>> {

  private static final int USUAL_SIZE = 20;

  /** Whether it is the end of the list that is wanted. */
  public boolean backwards() {
    return last != null;
  }

  /** How many orders at most. */
  public int size() {
    return backwards() ? last : first == null ? USUAL_SIZE : first;
  }

  /** Behind which position. */
  public Optional<OrderPosition> lowerEnd() {
    return position(after);
  }

  /** In front of which position. */
  public Optional<OrderPosition> upperEnd() {
    return position(before);
  }

  private Optional<OrderPosition> position(String cursor) {
    return Optional.ofNullable(cursor).flatMap(text -> OrderPosition.parse(text, orderBy));
  }

  /** It is read from one end only, and the cursors are of a list in this order. */
  @Constraint(validatedBy = Stretch.Check.class)
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Stretch {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reports each argument at its own place. */
    final class Check implements ConstraintValidator<Stretch, ListOrders> {

      private static final String NO_CURSOR =
          "must be a cursor that this list has given, sorted as it is now";

      @Override
      public boolean isValid(ListOrders list, ConstraintValidatorContext context) {
        context.disableDefaultConstraintViolation();
        return holds(
                list.first == null || list.last == null,
                "last",
                "must not be given together with first",
                context)
            & holds(list.isPosition(list.after), "after", NO_CURSOR, context)
            & holds(list.isPosition(list.before), "before", NO_CURSOR, context);
      }

      private static boolean holds(
          boolean condition, String place, String message, ConstraintValidatorContext context) {
        if (!condition) {
          context
              .buildConstraintViolationWithTemplate(message)
              .addPropertyNode(place)
              .addConstraintViolation();
        }
        return condition;
      }
    }
  }

  private boolean isPosition(String cursor) {
    return cursor == null || orderBy == null || position(cursor).isPresent();
  }
}
