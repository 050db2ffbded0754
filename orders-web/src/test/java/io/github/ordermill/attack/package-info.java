/**
 * Hostile clients, each with one way to exhaust a node, and the well-behaved clients beside them
 * whose answers are measured.
 */
package io.github.ordermill.attack;
