/** Lists of orders: filters, sort orders, cursor pages and numbered pages. */
package io.github.ordermill.ordering.application.listing;
