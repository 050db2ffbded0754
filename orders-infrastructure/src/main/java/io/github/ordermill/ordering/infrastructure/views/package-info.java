/**
 * The view of orders: the projection that maintains its tables from the events, and the queries of
 * single orders and lists. What an order has many of, notes, shipments and events, is in rows of
 * its own and read only where it is asked for.
 */
package io.github.ordermill.ordering.infrastructure.views;
