package io.github.ordermill.shared.application.validation;

/**
 * One constraint that an input breaks.
 *
 * @param path where, e.g. {@code items[0].quantity}
 * @param message what is wrong, to be read after the path: "must be 1 or more"
 */
public record Violation(String path, String message) {}
