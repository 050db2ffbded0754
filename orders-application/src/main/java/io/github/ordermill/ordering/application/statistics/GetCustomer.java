package io.github.ordermill.ordering.application.statistics;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Text;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/**
 * Reads the statistics of one customer. The result is empty if the view has no order of them (yet).
 */
public record GetCustomer(@NotNull @Text(max = 100) String id)
    implements Query<Optional<CustomerView>> {}
