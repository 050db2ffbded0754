/**
 * Stations on the way of every command that need more than plain Java: the record of answers under
 * idempotency keys, and figures.
 */
package io.github.ordermill.shared.infrastructure.interceptors;
