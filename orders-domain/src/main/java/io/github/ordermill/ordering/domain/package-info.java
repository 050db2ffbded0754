/**
 * Domain model of ordering: the aggregate {@link io.github.ordermill.ordering.domain.Order}, its
 * value objects, rules and events. Plain Java without any dependency on a database, a framework or
 * the network. Start reading at {@code Order}.
 */
package io.github.ordermill.ordering.domain;
