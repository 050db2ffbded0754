/**
 * The event log: audit trail and the source of every view, and a list of what has yet to be sent.
 * Commands append to both in their own transaction; the relay sends what is listed; projections
 * read the log.
 */
package io.github.ordermill.shared.infrastructure.eventlog;
