/**
 * Lifecycle of the web module: the scheduler of asynchronous work, the settings of the API, and the
 * requests in flight that a graceful shutdown waits for.
 */
package io.github.ordermill.shared.web.lifecycle;
