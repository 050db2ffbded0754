/**
 * The order: what it is, what may happen to it, and the events that tell of it. {@link
 * io.github.ordermill.ordering.domain.Order} is the place to begin. Plain Java; nothing here knows
 * that there is a database or a network.
 */
package io.github.ordermill.ordering.domain;
