package io.github.ordermill.shared.web.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.ResultPath;
import graphql.schema.DataFetchingEnvironment;
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
    var error = error(thrown.getException(), thrown.getDataFetchingEnvironment());
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult(error).build());
  }

  /** The error for an exception of a field, which is logged if it is unexpected. */
  GraphQLError error(Throwable thrown, DataFetchingEnvironment field) {
    var cause = unwrap(thrown);
    var context = RequestContext.of(field.getGraphQlContext());
    if (cause instanceof InvalidArguments invalid) {
      return at(
          field,
          ErrorCode.BAD_USER_INPUT,
          GraphqlErrors.summary(invalid.violations()),
          GraphqlErrors.violations(invalid.violations()));
    }
    if (cause instanceof Unavailable) {
      LOG.log(
          Level.WARNING,
          () -> "Unavailable, correlation id " + context.correlationId() + ": " + cause.getCause());
      return at(
          field,
          ErrorCode.UNAVAILABLE,
          "This is not available at the moment, please try again",
          Map.of());
    }
    if (cause instanceof DeadlineExceeded) {
      return at(
          field,
          ErrorCode.LIMIT_EXCEEDED,
          "There was no answer in " + seconds + " seconds, which is the limit",
          GraphqlErrors.limitExtensions(Limit.EXECUTION_SECONDS.label(), seconds, seconds));
    }
    if (cause instanceof ReadAllowance.Exceeded || cause instanceof AbortExecutionException) {
      // replaced by the error that the budget of the answer has noted
      return at(field, ErrorCode.LIMIT_EXCEEDED, "The answer would be too large", Map.of());
    }
    var reference = FaultLog.report(context, "field " + path(field), cause);
    return at(
        field, ErrorCode.INTERNAL, FaultLog.message(reference), Map.of("reference", reference));
  }

  private static GraphQLError at(
      DataFetchingEnvironment field, ErrorCode code, String message, Map<String, Object> more) {
    return GraphqlErrorBuilder.newError()
        .message("%s", message)
        .location(field.getField().getSourceLocation())
        .path(path(field))
        .extensions(GraphqlErrors.extensions(code, more))
        .build();
  }

  private static ResultPath path(DataFetchingEnvironment field) {
    return field.getExecutionStepInfo().getPath();
  }

  private static Throwable unwrap(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? unwrap(thrown.getCause())
        : thrown;
  }
}
