/** Statistics over orders: per customer, and per calendar day. */
package io.github.ordermill.ordering.application.statistics;
