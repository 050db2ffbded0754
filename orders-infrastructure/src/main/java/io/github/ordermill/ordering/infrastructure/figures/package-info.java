/**
 * What orders come to: sums per customer and per day, each kept by a projection of its own. Sums
 * are not idempotent, so a projection keeps what each order has contributed and adds the
 * difference, in the transaction that moves the order's position.
 */
package io.github.ordermill.ordering.infrastructure.figures;
