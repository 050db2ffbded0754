package io.github.ordermill.ordering.application.statistics;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Text;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/** What a customer has ordered so far; empty if nothing is known of them (yet). */
public record GetCustomer(@NotNull @Text(max = 100) String id)
    implements Query<Optional<CustomerView>> {}
