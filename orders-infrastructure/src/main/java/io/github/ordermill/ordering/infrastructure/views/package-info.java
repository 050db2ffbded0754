/**
 * The view of orders: the projection that maintains its tables from the events, and the queries of
 * single orders and lists. One row has all that a reader sees of an order.
 */
package io.github.ordermill.ordering.infrastructure.views;
