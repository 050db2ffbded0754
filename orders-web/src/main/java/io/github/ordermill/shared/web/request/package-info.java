/**
 * Endpoint and context of a request, whatever its transport: its caller, its correlation id, and
 * the extensions of its answer.
 */
package io.github.ordermill.shared.web.request;
