/**
 * What operators ask and do: how far projections have come, which events could not be applied, and
 * what becomes of those. It knows orders by their identity only.
 */
package io.github.ordermill.operations.application;
