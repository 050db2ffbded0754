/**
 * Notification of commits. {@link
 * io.github.ordermill.shared.infrastructure.notification.CommitNotifier} carries the commits of
 * projections to all nodes through the database; {@link
 * io.github.ordermill.shared.infrastructure.notification.ViewVersionNotifier} notifies listeners
 * once the database that queries read from shows them.
 */
package io.github.ordermill.shared.infrastructure.notification;
