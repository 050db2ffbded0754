package io.github.ordermill.shared.web.graphql.errors;

/** Code of an entry of {@code errors}, its {@code extensions.code}. Clients rely on the names. */
public enum ErrorCode {
  /** The document is not GraphQL. */
  GRAPHQL_PARSE_FAILED,
  /** The document does not fit the schema. */
  GRAPHQL_VALIDATION_FAILED,
  /** The request has only the hash of a query, which has to be sent itself. */
  PERSISTED_QUERY_NOT_SUPPORTED,
  /** The request, its variables or arguments are not valid. */
  BAD_USER_INPUT,
  /** The request is larger, or asks for more, than is served. */
  LIMIT_EXCEEDED,
  /** The caller is not authenticated. */
  UNAUTHENTICATED,
  /** The caller lacks the permission. */
  FORBIDDEN,
  /** The database cannot be reached; a retry may succeed. */
  UNAVAILABLE,
  /** An internal error. */
  INTERNAL
}
