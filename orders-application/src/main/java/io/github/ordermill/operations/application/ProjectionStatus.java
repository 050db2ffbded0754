package io.github.ordermill.operations.application;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/**
 * Lag and dead letters of a projection.
 *
 * @param name e.g. {@code order}
 * @param lagEvents number of events in the log that it has not applied, including those that wait
 *     for dead letters
 * @param lagMillis age of the oldest of these events in milliseconds, 0 if there are none
 * @param deadLetters number of open dead letters
 */
@Description("The state of a projection.")
@Type("Projection")
public record ProjectionStatus(
    @Description("order, figures …") @Id @NonNull String name,
    @Description(
            "Events in the log that it has not applied yet, including those held back by "
                + "dead letters")
        int lagEvents,
    @Description("Age of the oldest of them in milliseconds, 0 when none") int lagMillis,
    @Description("Number of parked events") int deadLetters) {}
