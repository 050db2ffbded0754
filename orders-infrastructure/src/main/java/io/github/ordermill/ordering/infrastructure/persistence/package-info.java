/**
 * Keeps orders as they stand, with Jakarta Persistence. The mapping is in {@code
 * META-INF/orm/order.xml}; here are the repository and the converters of the domain's values.
 */
package io.github.ordermill.ordering.infrastructure.persistence;
