/**
 * The event log, which is the audit trail and the source of every view, and the outbox. Commands
 * append to both in their own transaction; the relay publishes what is in the outbox; projections
 * read the log.
 */
package io.github.ordermill.shared.infrastructure.eventlog;
