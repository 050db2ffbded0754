/**
 * Port for metrics: what a class counts and measures, independent of the library that exposes it.
 */
package io.github.ordermill.shared.application.metrics;
