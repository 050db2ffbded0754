package io.github.ordermill.shared.web.graphql;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.github.ordermill.shared.web.graphql.result.MutationFault;

/** Answers a {@link MutationFault} with its result and its error. */
record MutationFaultFetcher(DataFetcher<?> mutation, GraphqlExceptionHandler faults)
    implements DataFetcher<Object> {

  @Override
  public Object get(DataFetchingEnvironment field) throws Exception {
    try {
      return mutation.get(field);
    } catch (MutationFault fault) {
      var error = faults.error(fault.getCause(), field);
      var code = (String) error.getExtensions().get("code");
      return DataFetcherResult.newResult()
          .data(fault.result(code, error.getMessage()))
          .error(error)
          .build();
    }
  }
}
