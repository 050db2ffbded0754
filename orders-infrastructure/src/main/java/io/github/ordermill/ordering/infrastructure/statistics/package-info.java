/**
 * What orders come to: sums per customer and per day, kept by one projection. Sums are not
 * idempotent, so it keeps what each order has contributed and adds the difference, in the
 * transaction that moves the order's position.
 */
package io.github.ordermill.ordering.infrastructure.statistics;
