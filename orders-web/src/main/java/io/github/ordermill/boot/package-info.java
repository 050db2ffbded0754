/**
 * Start and shutdown of {@code orders.jar}: checks the settings, the database and the broker, then
 * starts Payara Micro with the WAR and the resource adapter. Depends on {@code java.*} only and is
 * not part of the WAR.
 */
package io.github.ordermill.boot;
