package io.github.ordermill.shared.web.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.application.DeadlineExceeded;
import io.github.ordermill.shared.application.ReadAllowance;
import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.application.validation.InvalidArguments;
import io.github.ordermill.shared.web.graphql.errors.ErrorCode;
import io.github.ordermill.shared.web.graphql.errors.FaultLog;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import io.github.ordermill.shared.web.request.RequestContext;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Maps the exception that a data fetcher throws to an error of the response. */
final class GraphqlExceptionHandler implements DataFetcherExceptionHandler {

  private static final Logger LOG = Logger.getLogger(GraphqlExceptionHandler.class.getName());

  private final int seconds;

  /** With the time limit of an operation, in seconds. */
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
          GraphqlErrors.limitExtensions(Limit.EXECUTION_SECONDS.label(), seconds, seconds));
    }
    if (cause instanceof ReadAllowance.Exceeded) {
      // replaced by the error that the budget of the answer has noted
      return at(thrown, ErrorCode.LIMIT_EXCEEDED, "The answer would be too large", Map.of());
    }
    var reference = FaultLog.report(context, "field " + thrown.getPath(), cause);
    return at(
        thrown, ErrorCode.INTERNAL, FaultLog.message(reference), Map.of("reference", reference));
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

  private static Throwable unwrap(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? unwrap(thrown.getCause())
        : thrown;
  }
}
