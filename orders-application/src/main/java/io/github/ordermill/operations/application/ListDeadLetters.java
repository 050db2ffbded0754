package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.application.validation.Text;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Parked events, oldest first.
 *
 * @param projection of this projection only, or null for all
 * @param first 1 to 100
 * @param after only those behind the one of this id, or null
 */
public record ListDeadLetters(
    @Text(max = 100) String projection,
    @Min(value = 1, message = "must be {value} or more")
        @Max(value = 100, message = "must be {value} or less")
        int first,
    @Uuid(message = "must be a cursor that this list has given") String after)
    implements Query<CursorPage<DeadLetter>> {}
