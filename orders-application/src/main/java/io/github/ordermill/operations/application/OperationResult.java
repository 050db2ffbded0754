package io.github.ordermill.operations.application;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/** Whether an operation did what was asked, and a sentence on it. */
@Description("How an operation went.")
public record OperationResult(
    @Description("Whether it did what was asked") boolean done,
    @Description("How it went, in a sentence") @NonNull String message) {}
