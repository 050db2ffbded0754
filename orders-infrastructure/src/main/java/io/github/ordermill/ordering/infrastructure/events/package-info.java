/**
 * The order's events as JSON payloads, the form in which they are stored and sent. A change of a
 * payload raises the schema version of its type; older versions stay readable.
 */
package io.github.ordermill.ordering.infrastructure.events;
