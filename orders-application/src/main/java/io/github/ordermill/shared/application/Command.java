package io.github.ordermill.shared.application;

/**
 * Something to be done, in the imperative: a record whose components carry Bean Validation
 * constraints. It has exactly one {@link CommandHandler}.
 */
public interface Command {}
