/** The search index of orders: words of texts, the tables that hold them, conditions on these. */
package io.github.ordermill.ordering.infrastructure.search;
