package io.github.ordermill.shared.web.graphql.limits;

import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLScalarType;
import java.util.Collection;

/**
 * Execution of queries that counts the answer in the {@link AnswerBudget} of the operation while it
 * is built. Everything below the root fields of mutations and subscriptions passes here, too.
 */
public final class CountingExecution extends AsyncExecutionStrategy {

  public CountingExecution(DataFetcherExceptionHandler faults) {
    super(faults);
  }

  private static AnswerBudget budget(ExecutionContext execution) {
    return (AnswerBudget) execution.getInstrumentationState();
  }

  @Override
  protected Object executeObject(
      ExecutionContext execution, ExecutionStrategyParameters parameters) {
    budget(execution).object(parameters.getFields().getKeys());
    return super.executeObject(execution, parameters);
  }

  @Override
  protected FieldValueInfo completeValueForList(
      ExecutionContext execution,
      ExecutionStrategyParameters parameters,
      Iterable<Object> elements) {
    budget(execution).list(elements instanceof Collection<?> known ? known.size() : 1);
    return super.completeValueForList(execution, parameters, elements);
  }

  @Override
  protected Object completeValueForScalar(
      ExecutionContext execution,
      ExecutionStrategyParameters parameters,
      GraphQLScalarType type,
      Object result) {
    var completed = super.completeValueForScalar(execution, parameters, type, result);
    budget(execution).leaf(completed);
    return completed;
  }

  @Override
  protected Object completeValueForEnum(
      ExecutionContext execution,
      ExecutionStrategyParameters parameters,
      GraphQLEnumType type,
      Object result) {
    var completed = super.completeValueForEnum(execution, parameters, type, result);
    budget(execution).leaf(completed);
    return completed;
  }
}
