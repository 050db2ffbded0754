/**
 * Entries of {@code errors} in a GraphQL response: their codes and form, and the log of internal
 * errors.
 */
package io.github.ordermill.shared.web.graphql.errors;
