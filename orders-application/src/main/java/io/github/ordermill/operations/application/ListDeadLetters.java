package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.application.validation.Text;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Lists open dead letters, oldest first.
 *
 * @param projection only those of this projection; null for all
 * @param first maximum number of dead letters, 1 to 100
 * @param after only those after the dead letter with this id; null for all
 */
public record ListDeadLetters(
    @Text(max = 100) String projection,
    @Min(value = 1, message = "must be {value} or more")
        @Max(value = 100, message = "must be {value} or less")
        int first,
    @Uuid(message = "must be a cursor that this list has given") String after)
    implements Query<CursorPage<DeadLetter>> {}
