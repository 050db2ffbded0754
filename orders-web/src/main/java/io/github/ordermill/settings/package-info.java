/**
 * The product's settings, read and checked alike by {@code orders.jar} before it starts anything
 * and by the WAR when it is deployed: part of both. It sees {@code java.*} only.
 */
package io.github.ordermill.settings;
