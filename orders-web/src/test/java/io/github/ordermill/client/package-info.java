/**
 * Clients for tests and tools: GraphQL over HTTP, raw HTTP and websockets. The sample data of
 * {@code -Ddemo}, the end-to-end tests and the chaos suite use them; they depend on no other test
 * package.
 */
package io.github.ordermill.client;
