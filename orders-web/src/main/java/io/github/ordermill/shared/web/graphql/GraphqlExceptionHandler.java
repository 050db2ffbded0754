package io.github.ordermill.shared.web.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.application.DeadlineExceeded;
import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.application.validation.InvalidArguments;
import io.github.ordermill.shared.web.graphql.limits.DocumentLimits;
import io.github.ordermill.shared.web.request.RequestContext;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Turns what a field throws into an error that tells the client what it can act on. Faults of ours
 * are logged under a reference, and the reference is all that the client sees.
 */
final class GraphqlExceptionHandler implements DataFetcherExceptionHandler {

  private static final Logger LOG = Logger.getLogger(GraphqlExceptionHandler.class.getName());

  private final int seconds;

  /** Where operations may take so many seconds. */
  GraphqlExceptionHandler(int seconds) {
    this.seconds = seconds;
  }

  @Override
  public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
      DataFetcherExceptionHandlerParameters thrown) {
    var context = RequestContext.of(thrown.getDataFetchingEnvironment().getGraphQlContext());
    var error = error(unwrap(thrown.getException()), thrown, context);
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult(error).build());
  }

  private GraphQLError error(
      Throwable cause, DataFetcherExceptionHandlerParameters thrown, RequestContext context) {
    if (cause instanceof InvalidArguments invalid) {
      return at(
          thrown,
          ErrorCode.BAD_USER_INPUT,
          GraphqlErrors.summary(invalid.violations()),
          GraphqlErrors.violations(invalid.violations()));
    }
    if (cause instanceof Unavailable) {
      LOG.log(
          Level.WARNING,
          () -> "Unavailable, correlation id " + context.correlationId() + ": " + cause.getCause());
      return at(
          thrown,
          ErrorCode.UNAVAILABLE,
          "This is not available at the moment, please try again",
          Map.of());
    }
    if (cause instanceof DeadlineExceeded) {
      return at(
          thrown,
          ErrorCode.LIMIT_EXCEEDED,
          "There was no answer in " + seconds + " seconds, which is the limit",
          DocumentLimits.extensions(Limit.EXECUTION_SECONDS.label(), seconds, seconds));
    }
    var reference = report(context, "field " + thrown.getPath(), cause);
    return at(thrown, ErrorCode.INTERNAL, message(reference), Map.of("reference", reference));
  }

  private static GraphQLError at(
      DataFetcherExceptionHandlerParameters thrown,
      ErrorCode code,
      String message,
      Map<String, Object> more) {
    return GraphqlErrorBuilder.newError()
        .message("%s", message)
        .location(thrown.getSourceLocation())
        .path(thrown.getPath())
        .extensions(GraphqlErrors.extensions(code, more))
        .build();
  }

  /** Logs a fault once per request and gives the reference to find it by. */
  String report(RequestContext context, String where, Throwable cause) {
    return context.referenceOf(
        cause,
        reference ->
            LOG.log(
                Level.SEVERE,
                cause,
                () ->
                    "Reference "
                        + reference
                        + ", correlation id "
                        + context.correlationId()
                        + ": "
                        + where));
  }

  /** What the client is told of a fault. */
  static String message(String reference) {
    return "Something went wrong on our side; it is in the log under " + reference;
  }

  private static Throwable unwrap(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? unwrap(thrown.getCause())
        : thrown;
  }
}
