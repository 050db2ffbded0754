/**
 * The order's events as JSON payloads, the form in which they are stored and sent. Payloads of all
 * earlier versions of the product stay readable; {@link
 * io.github.ordermill.shared.infrastructure.eventlog.EventCodec} says which changes need a new
 * schema version.
 */
package io.github.ordermill.ordering.infrastructure.events;
