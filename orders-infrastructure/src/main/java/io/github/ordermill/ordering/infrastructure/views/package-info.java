/**
 * The order's view: the projection that keeps it, row by row from the events, and the finder that
 * answers from it. A row answers a query alone.
 */
package io.github.ordermill.ordering.infrastructure.views;
