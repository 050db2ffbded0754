package io.github.ordermill.operations.application;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * Result of an operation.
 *
 * @param done whether the operation was carried out
 * @param message the result, as a sentence for people
 */
@Description("How an operation went.")
public record OperationResult(
    @Description("Whether it did what was asked") boolean done,
    @Description("How it went, in a sentence") @NonNull String message) {}
