package io.github.ordermill.shared.web.websocket;

import graphql.GraphQLError;
import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.web.graphql.errors.ErrorCode;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import io.github.ordermill.shared.web.request.RequestContext;
import java.util.List;
import java.util.Map;

/** Errors of operations that a websocket refuses. */
final class SocketErrors {

  private final ApiSettings api;
  private final SocketMemory memory;

  SocketErrors(ApiSettings api, SocketMemory memory) {
    this.api = api;
    this.memory = memory;
  }

  /** This node shuts down. */
  GraphQLError goingAway() {
    return GraphqlErrors.error(ErrorCode.UNAVAILABLE, WebSocketCloseCode.GOING_AWAY.reason());
  }

  /** With the number of operations that there would be. */
  GraphQLError tooManyOperations(int operations) {
    return GraphqlErrors.limitExceeded(
        api, "The socket has too many operations under way", Limit.SOCKET_OPERATIONS, operations);
  }

  /** There are no bytes left for an operation or its result. */
  GraphQLError noMemory() {
    return GraphqlErrors.limitExceeded(
        api,
        "The socket, its address or the server holds too many bytes",
        Limit.SOCKET_BUFFER_BYTES,
        (int) Math.min(memory.held(), Integer.MAX_VALUE));
  }

  /** The operation was not started in time. */
  GraphQLError tooLate() {
    return GraphqlErrors.limitExceeded(
        api,
        "The operation waited too long for others of this socket",
        Limit.EXECUTION_SECONDS,
        api.limit(Limit.EXECUTION_SECONDS));
  }

  /** The response of an operation that is refused. */
  static Map<String, Object> response(GraphQLError error, RequestContext context) {
    return Map.of("errors", List.of(GraphqlErrors.toMap(error, context)));
  }
}
