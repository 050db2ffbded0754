/**
 * Limits of a GraphQL document and of its variables: size, depth, number of fields and cost,
 * checked before execution; and limits of the answer, counted during execution.
 */
package io.github.ordermill.shared.web.graphql.limits;
