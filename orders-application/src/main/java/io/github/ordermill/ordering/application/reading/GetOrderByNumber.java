package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Text;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.Set;

/** Reads one order by its number. The result is empty if the view does not contain it (yet). */
public record GetOrderByNumber(
    @NotNull @Text(max = 50) String number, @NotNull Set<OrderPart> parts)
    implements Query<Optional<OrderView>> {}
