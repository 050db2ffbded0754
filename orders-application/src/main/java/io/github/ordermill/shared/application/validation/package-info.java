/**
 * Constraints shared by all commands and queries, after <a
 * href="https://jakarta.ee/specifications/bean-validation/3.0/">Bean Validation</a>. Each message
 * is worded to follow the path of the property that it is about.
 */
package io.github.ordermill.shared.application.validation;
