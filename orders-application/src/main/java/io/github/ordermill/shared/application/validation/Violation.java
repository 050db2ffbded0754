package io.github.ordermill.shared.application.validation;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * One violated constraint.
 *
 * @param path path of the property, e.g. {@code items[0].quantity}
 * @param message the violated condition, worded to follow the path: "must be 1 or more"
 */
@Description("A constraint that an input violates.")
public record Violation(
    @Description("Where in the input, e.g. input.items[0].quantity") @NonNull String path,
    @Description("What is wrong, to be read after the path") @NonNull String message) {}
