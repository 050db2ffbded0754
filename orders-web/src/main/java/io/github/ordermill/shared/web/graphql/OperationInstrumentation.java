package io.github.ordermill.shared.web.graphql;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import io.github.ordermill.shared.application.Deadline;
import io.github.ordermill.shared.web.graphql.limits.AnswerBudget;
import io.github.ordermill.shared.web.graphql.limits.Complexity;
import java.util.concurrent.CompletableFuture;

/**
 * Fetches no further field after the {@link Deadline} of its operation, and counts the fields that
 * read the database in its {@link AnswerBudget}. A mutation has no deadline, and its faults have
 * results.
 */
final class OperationInstrumentation extends SimplePerformantInstrumentation {

  private final Complexity complexity;
  private final GraphqlExceptionHandler faults;

  OperationInstrumentation(Complexity complexity, GraphqlExceptionHandler faults) {
    this.complexity = complexity;
    this.faults = faults;
  }

  @Override
  public CompletableFuture<InstrumentationState> createStateAsync(
      InstrumentationCreateStateParameters execution) {
    return CompletableFuture.completedFuture(
        execution.getExecutionInput().getGraphQLContext().get(AnswerBudget.class));
  }

  @Override
  public DataFetcher<?> instrumentDataFetcher(
      DataFetcher<?> fetcher,
      InstrumentationFieldFetchParameters field,
      InstrumentationState state) {
    if (field.isTrivialDataFetcher()) {
      return fetcher;
    }
    Deadline deadline = field.getExecutionContext().getGraphQLContext().get(Deadline.class);
    var budget = (AnswerBudget) state;
    var fetching = deadline == null ? new MutationFaultFetcher(fetcher, faults) : fetcher;
    return environment -> {
      if (deadline != null) {
        deadline.check();
      }
      complexity.read(environment.getFieldDefinition(), budget);
      return fetching.get(environment);
    };
  }
}
