/**
 * Background loops: every bean of type {@link
 * io.github.ordermill.shared.application.background.BackgroundTask} runs on a thread of its own,
 * supervised by a {@link io.github.ordermill.shared.application.background.BackgroundLoop}.
 */
package io.github.ordermill.shared.application.background;
