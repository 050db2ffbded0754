/**
 * Orders in GraphQL, as beans annotated with MicroProfile GraphQL: {@link
 * io.github.ordermill.ordering.web.OrderMutations} sends commands, {@link
 * io.github.ordermill.ordering.web.OrderQueries} asks queries, and {@link
 * io.github.ordermill.ordering.web.OrderFields} adds the fields that are read only when they are
 * selected.
 */
package io.github.ordermill.ordering.web;
