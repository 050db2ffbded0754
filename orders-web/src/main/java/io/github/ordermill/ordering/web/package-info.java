/**
 * Orders in GraphQL. {@link io.github.ordermill.ordering.web.OrderMutations} reads inputs into
 * commands, {@link io.github.ordermill.ordering.web.OrderQueries} reads arguments into queries, and
 * {@link io.github.ordermill.ordering.web.OrderTypes} answers the fields that are more than a
 * component of a view. The schema itself is the file {@code graphql/schema.graphql}.
 */
package io.github.ordermill.ordering.web;
