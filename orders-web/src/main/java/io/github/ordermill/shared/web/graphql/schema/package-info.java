/**
 * The GraphQL schema, built by SmallRye GraphQL from the annotations of MicroProfile GraphQL, and
 * the data fetchers behind it. {@link
 * io.github.ordermill.shared.web.graphql.schema.AnnotatedSchema} builds the schema from an index
 * made at build time; {@link io.github.ordermill.shared.web.graphql.schema.MethodHandleFetchers}
 * calls the methods of the API beans.
 */
package io.github.ordermill.shared.web.graphql.schema;
