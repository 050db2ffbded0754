/**
 * The order's events as JSON, the form in which they are kept for good and sent. A change of a
 * payload raises its schema version; older versions stay readable.
 */
package io.github.ordermill.ordering.infrastructure.events;
