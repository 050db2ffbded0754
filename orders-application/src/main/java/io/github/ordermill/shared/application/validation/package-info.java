/**
 * Constraints that inputs share, after <a
 * href="https://jakarta.ee/specifications/bean-validation/3.0/">Bean Validation</a>. Each message
 * reads on from the path it stands behind.
 */
package io.github.ordermill.shared.application.validation;
