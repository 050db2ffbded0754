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
@Description("How far a projection has come with the log.")
@Type("Projection")
public record ProjectionStatus(
    @Description("Its name: order, customer, sales …") @Id @NonNull String name,
    @Description(
            "Events in the log that it has not applied yet, those behind dead letters included")
        int lagEvents,
    @Description("Age of the oldest of them in milliseconds, 0 when none") int lagMillis,
    @Description("How many events are parked") int deadLetters) {}
