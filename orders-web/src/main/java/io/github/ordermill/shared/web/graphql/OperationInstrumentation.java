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
 * Fetches no further field after the {@link Deadline} of its operation, if it has one, and counts
 * the fields that read the database in its {@link AnswerBudget}.
 */
final class OperationInstrumentation extends SimplePerformantInstrumentation {

  private final Complexity complexity;

  OperationInstrumentation(Complexity complexity) {
    this.complexity = complexity;
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
    return environment -> {
      if (deadline != null) {
        deadline.check();
      }
      complexity.read(environment.getFieldDefinition(), budget);
      return fetcher.get(environment);
    };
  }
}
