/**
 * Add-on of the HTTP listeners of {@code orders.jar}: bounds for connections, and answers to
 * requests that the server refuses before the application sees them. Loaded with the classes of the
 * server, not part of the WAR.
 */
package io.github.ordermill.boot.listener;
