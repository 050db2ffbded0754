/**
 * Runs projections: each gets every event of an aggregate once and in order, whatever the broker
 * delivers. Start with {@link
 * io.github.ordermill.shared.infrastructure.projection.ProjectionRunner}; a {@link
 * io.github.ordermill.shared.infrastructure.projection.Projection} itself only turns events into
 * rows.
 */
package io.github.ordermill.shared.infrastructure.projection;
