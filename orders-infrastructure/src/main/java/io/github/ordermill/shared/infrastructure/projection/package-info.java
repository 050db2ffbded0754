/**
 * What keeps views: each projection gets every event of an order once and in order, whatever the
 * broker delivers. {@link io.github.ordermill.shared.infrastructure.projection.ProjectionRunner} is
 * the place to begin; a projection itself only turns events into rows.
 */
package io.github.ordermill.shared.infrastructure.projection;
