/**
 * GraphQL client for tests and tools: sends operations over HTTP and returns answers as JSON. The
 * sample data of {@code -Ddemo}, the end-to-end tests and the chaos suite use it; it depends on no
 * other test package.
 */
package io.github.ordermill.client;
