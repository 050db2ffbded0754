package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.reading.OrderPart;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.paging.NumberedPage;
import io.github.ordermill.shared.application.validation.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Set;

/**
 * Lists a customer's orders, newest first, in numbered pages.
 *
 * @param status only orders in this state; null for all
 * @param page number of the page, 1 to 1,000,000
 * @param pageSize maximum number of orders on a page, 1 to 100
 * @param parts what is read of each order
 */
public record ListCustomerOrders(
    @NotNull @Text(max = 100) String customerId,
    OrderView.Status status,
    @Min(value = 1, message = "must be {value} or more")
        @Max(value = 1_000_000, message = "must be {value} or less")
        int page,
    @Min(value = 1, message = "must be {value} or more")
        @Max(value = 100, message = "must be {value} or less")
        int pageSize,
    @NotNull Set<OrderPart> parts)
    implements Query<NumberedPage<OrderView>> {}
