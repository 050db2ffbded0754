/**
 * What has committed, told to whoever waits for it. {@link
 * io.github.ordermill.shared.infrastructure.notification.CommitNotifier} carries the commits of
 * projections from node to node through the database; {@link
 * io.github.ordermill.shared.infrastructure.notification.ViewVersionNotifier} tells them on once
 * the database that queries read from shows them, and looks for itself now and then.
 */
package io.github.ordermill.shared.infrastructure.notification;
