package io.github.ordermill.shared.web.graphql.errors;

import io.github.ordermill.shared.application.background.OutOfMemory;
import io.github.ordermill.shared.web.request.RequestContext;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Log of internal errors. Clients see nothing of them but the reference of the log record. */
public final class FaultLog {

  private static final Logger LOG = Logger.getLogger(FaultLog.class.getName());

  private FaultLog() {}

  /**
   * Logs a fault, once per request.
   *
   * @param where the part of the request that failed
   * @param cause may be null
   * @return the reference of the log record
   */
  public static String report(RequestContext context, String where, Throwable cause) {
    OutOfMemory.endProcessAt(cause);
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

  /** The error message for the client. */
  public static String message(String reference) {
    return "Something went wrong on our side; it is in the log under " + reference;
  }
}
