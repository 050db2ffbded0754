package io.github.ordermill.operations.application;

/** Whether an operation did what was asked, and a sentence on it. */
public record OperationResult(boolean done, String message) {}
