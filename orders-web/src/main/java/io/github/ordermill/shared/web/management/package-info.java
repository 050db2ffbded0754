/**
 * Health checks and metrics on the management port, and the separation of that port from the API's.
 */
package io.github.ordermill.shared.web.management;
