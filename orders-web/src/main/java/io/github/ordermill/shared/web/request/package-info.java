/**
 * The context of one request: its caller, its correlation id, and what its answer reports besides
 * the data.
 */
package io.github.ordermill.shared.web.request;
