/**
 * End-to-end tests: HTTP and websocket clients against the application with PostgreSQL and Artemis,
 * one stack for all tests of the package. {@link io.github.ordermill.endtoend.EndToEndTest} is the
 * base class; servers come from {@code launcher}, the GraphQL client from {@code client}.
 */
package io.github.ordermill.endtoend;
