/**
 * Execution of GraphQL requests, whatever transport they came by: parsing and validation,
 * execution, errors, scalars and the JSON of requests and answers.
 */
package io.github.ordermill.shared.web.graphql;
