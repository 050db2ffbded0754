/**
 * Settings of the product with their checks. Part of both {@code orders.jar}, which checks them
 * before it starts the server, and the WAR, which checks them on deployment. Depends on {@code
 * java.*} only.
 */
package io.github.ordermill.settings;
