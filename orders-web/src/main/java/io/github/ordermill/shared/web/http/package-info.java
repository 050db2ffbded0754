/**
 * HTTP endpoints: the GraphQL servlet after the GraphQL over HTTP specification, the schema as a
 * file, GraphiQL, CORS, content negotiation and compression.
 */
package io.github.ordermill.shared.web.http;
