/**
 * Start and stop of the application: migrations first, then the background threads; readiness
 * checks and metrics for operators.
 */
package io.github.ordermill.shared.infrastructure.lifecycle;
