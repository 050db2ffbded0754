package io.github.ordermill.shared.web.graphql;

import graphql.GraphQLError;
import io.github.ordermill.shared.web.graphql.errors.ErrorCode;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;

/** A request that is refused before it is a GraphQL request. */
public final class HttpRequestException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient GraphQLError error;

  /** With an HTTP status of 400 to 499, or 503, and an error for the body. */
  public HttpRequestException(int status, GraphQLError error) {
    super(error.getMessage(), null, false, false);
    this.status = status;
    this.error = error;
  }

  /** With an HTTP status of 400 to 499 and a message about the client's mistake. */
  public HttpRequestException(int status, String message) {
    this(status, GraphqlErrors.error(ErrorCode.BAD_USER_INPUT, message));
  }

  public int status() {
    return status;
  }

  public GraphQLError error() {
    return error;
  }
}
