/**
 * Runs PostgreSQL, Artemis and {@code orders.jar} as child processes that can be started, stopped
 * and killed. {@link io.github.ordermill.launcher.Launcher} is the entry point of {@code ./mvnw
 * -Prun}; benchmark, chaos suite and end-to-end tests start the same processes through {@link
 * io.github.ordermill.launcher.RunningStack}.
 */
package io.github.ordermill.launcher;
