/**
 * The mediator that every module shares: a {@link
 * io.github.ordermill.shared.application.CommandBus} that changes state and gives back a receipt,
 * and a {@link io.github.ordermill.shared.application.QueryBus} that answers and changes nothing.
 * Handlers are found by the type they implement; the way of a command is laid out in {@link
 * io.github.ordermill.shared.application.CommandInterceptor.Phase}.
 */
package io.github.ordermill.shared.application;
