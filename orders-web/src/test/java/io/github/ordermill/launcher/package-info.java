/**
 * The running stack: a real PostgreSQL, a real Artemis and the application from {@code orders.jar},
 * each a process of its own that can be started, stopped and killed. {@code ./mvnw -Prun} and the
 * tests start the same classes.
 */
package io.github.ordermill.launcher;
