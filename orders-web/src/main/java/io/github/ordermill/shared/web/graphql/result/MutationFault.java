package io.github.ordermill.shared.web.graphql.result;

import java.util.function.BiFunction;

/**
 * A fault of a mutation that has a result all the same: the response has both the error and the
 * result. Without a result, a field that is not null would take the results of the mutations beside
 * it along.
 */
public final class MutationFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient BiFunction<String, String, Object> result;

  /**
   * Creates the exception.
   *
   * @param cause the fault
   * @param result makes the mutation's result from the code and the message of the error
   */
  public MutationFault(RuntimeException cause, BiFunction<String, String, Object> result) {
    super(null, cause, false, false);
    this.result = result;
  }

  /** The mutation's result. */
  public Object result(String code, String message) {
    return result.apply(code, message);
  }
}
