package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.Set;

/** Reads one order by its UUID. The result is empty if the view does not contain it (yet). */
public record GetOrder(@NotNull @Uuid String id, @NotNull Set<OrderPart> parts)
    implements Query<Optional<OrderView>> {

  /** With all parts. */
  public GetOrder(String id) {
    this(id, OrderPart.ALL);
  }
}
