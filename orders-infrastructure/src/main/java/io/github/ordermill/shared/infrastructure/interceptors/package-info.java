/**
 * Interceptors of the command bus that need the database or metrics: idempotency records with their
 * cleanup, and the measuring of commands.
 */
package io.github.ordermill.shared.infrastructure.interceptors;
