package io.github.ordermill.shared.web.graphql;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import io.github.ordermill.shared.application.Deadline;

/** Fetches no further field after the {@link Deadline} of its operation, if it has one. */
final class DeadlineInstrumentation extends SimplePerformantInstrumentation {

  @Override
  public DataFetcher<?> instrumentDataFetcher(
      DataFetcher<?> fetcher,
      InstrumentationFieldFetchParameters field,
      InstrumentationState state) {
    Deadline deadline = field.getExecutionContext().getGraphQLContext().get(Deadline.class);
    if (deadline == null || field.isTrivialDataFetcher()) {
      return fetcher;
    }
    return environment -> {
      deadline.check();
      return fetcher.get(environment);
    };
  }
}
