/**
 * The results of mutations in GraphQL that every business module shares: the union {@link
 * io.github.ordermill.shared.web.graphql.result.MutationResult}, and the refusals that are about
 * the input and not about a rule. A module adds what is accepted and refused by its own aggregates.
 */
package io.github.ordermill.shared.web.graphql.result;
