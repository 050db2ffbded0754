package io.github.ordermill.catalog.application;

import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Text;
import jakarta.validation.constraints.NotNull;

/**
 * Registers a product.
 *
 * @param name 1 to 200 characters
 */
public record RegisterProduct(@NotNull @Text(max = 200) String name) implements Command {}
