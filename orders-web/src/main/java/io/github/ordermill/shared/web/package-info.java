/**
 * GraphQL over HTTP for every module: a servlet after the <a
 * href="https://graphql.github.io/graphql-over-http/draft/">GraphQL over HTTP specification</a>, an
 * engine over graphql-java, scalars, limits, error codes, GraphiQL. A module adds its fields by a
 * {@link io.github.ordermill.shared.web.Wiring}; nothing here knows of orders but the schema file.
 */
package io.github.ordermill.shared.web;
