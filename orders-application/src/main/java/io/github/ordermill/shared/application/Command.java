package io.github.ordermill.shared.application;

/**
 * A request to change state: a record named by a verb in the imperative, whose components carry
 * Bean Validation constraints. Each command type has exactly one {@link CommandHandler}.
 */
public interface Command {}
