/**
 * Administration of projections for operators: their lag, and the dead letters, that is, the events
 * that a projection could not apply. Independent of the business modules.
 */
package io.github.ordermill.operations.application;
