package io.github.ordermill.shared.web;

import graphql.GraphQLError;

/** A request that HTTP alone is enough to refuse. */
final class RefusedRequest extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient GraphQLError error;

  /** Refuses with an HTTP status of 400 to 499 and an error for the body. */
  RefusedRequest(int status, GraphQLError error) {
    super(error.getMessage(), null, false, false);
    this.status = status;
    this.error = error;
  }

  /** Refuses what the client has got wrong. */
  RefusedRequest(int status, String message) {
    this(status, Errors.error(ErrorCode.BAD_USER_INPUT, message));
  }

  int status() {
    return status;
  }

  GraphQLError error() {
    return error;
  }
}
