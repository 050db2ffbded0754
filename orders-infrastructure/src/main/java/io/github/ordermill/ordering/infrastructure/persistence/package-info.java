/**
 * The state of orders in the database, by Jakarta Persistence: the repository and the converters of
 * the domain's values. The mapping is {@code META-INF/orm/order.xml}.
 */
package io.github.ordermill.ordering.infrastructure.persistence;
