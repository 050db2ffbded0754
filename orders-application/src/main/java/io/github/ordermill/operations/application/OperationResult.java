package io.github.ordermill.operations.application;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * Result of an operation.
 *
 * @param done whether the operation was carried out
 * @param message the result, as a sentence for people
 */
@Description("The result of an operation.")
public record OperationResult(
    @Description("Whether the operation was carried out") boolean done,
    @Description("The result in a sentence") @NonNull String message) {}
