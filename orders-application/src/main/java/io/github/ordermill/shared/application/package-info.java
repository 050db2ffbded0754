/**
 * Command bus and query bus of all business modules. The {@link
 * io.github.ordermill.shared.application.CommandBus} dispatches a command to its handler, through a
 * chain of interceptors in the order of {@link
 * io.github.ordermill.shared.application.CommandInterceptor.Phase}, and returns a result without
 * data. The {@link io.github.ordermill.shared.application.QueryBus} dispatches queries, which
 * change nothing. {@link io.github.ordermill.shared.application.HandlerDiscovery} finds handlers at
 * deployment by the generic type that they implement.
 */
package io.github.ordermill.shared.application;
