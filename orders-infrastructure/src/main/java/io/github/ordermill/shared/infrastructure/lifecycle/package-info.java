/**
 * Beginning and end of the application: migrations first, then the relay and the clockwork of the
 * projections; health and figures for operators.
 */
package io.github.ordermill.shared.infrastructure.lifecycle;
