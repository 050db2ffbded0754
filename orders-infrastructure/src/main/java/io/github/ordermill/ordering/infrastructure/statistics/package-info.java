/**
 * Sums over orders, per customer and per day, maintained by one projection. Adding to a sum is not
 * idempotent: the projection stores the contribution of each order and adds the difference, in the
 * transaction that advances the order's checkpoint.
 */
package io.github.ordermill.ordering.infrastructure.statistics;
