/** The metrics of this node, kept and exposed by the Java client of Prometheus. */
package io.github.ordermill.shared.infrastructure.metrics;
