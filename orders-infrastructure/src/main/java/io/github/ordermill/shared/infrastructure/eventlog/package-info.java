/**
 * The event log: audit trail, outbox and the source of every view, in one table. Commands append to
 * it in their own transaction; the relay sends what is new; projections read what they missed.
 */
package io.github.ordermill.shared.infrastructure.eventlog;
