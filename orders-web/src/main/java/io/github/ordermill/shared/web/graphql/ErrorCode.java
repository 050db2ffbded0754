package io.github.ordermill.shared.web.graphql;

/**
 * What kind of error an entry of {@code errors} is: its {@code extensions.code}. Clients rely on
 * the names.
 */
public enum ErrorCode {
  /** The document is not GraphQL. */
  GRAPHQL_PARSE_FAILED,
  /** The document does not fit the schema. */
  GRAPHQL_VALIDATION_FAILED,
  /** The request, its variables or arguments are not valid. */
  BAD_USER_INPUT,
  /** The request is larger or asks for more than is served. */
  LIMIT_EXCEEDED,
  /** Nobody knows who is asking. */
  UNAUTHENTICATED,
  /** Whoever is asking may not. */
  FORBIDDEN,
  /** The database is away; trying again may help. */
  UNAVAILABLE,
  /** A fault of ours. */
  INTERNAL
}
