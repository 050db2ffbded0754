package io.github.ordermill.shared.infrastructure.lifecycle;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;

/**
 * Failure of the start, which ends the deployment. The message is one sentence with the reason and
 * what to do about it.
 *
 * <p>It is also put into a system property, from which {@code orders.jar} takes the sentence that
 * it ends with: the server does not tell why it could not deploy an application.
 */
final class StartFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The system property; also in {@code boot.PayaraServer}, which sees no class of the WAR. */
  private static final String PROPERTY = "io.github.ordermill.start.failure";

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private StartFailure(String sentence, Throwable cause) {
    super(sentence, cause);
    System.setProperty(PROPERTY, sentence);
  }

  /** The failure by a fault of the migrations or of anything after them. */
  static StartFailure of(Throwable fault) {
    return fault instanceof StartFailure same ? same : new StartFailure(sentence(fault), fault);
  }

  /** The failure for a reason that is a sentence already. */
  static StartFailure because(String sentence) {
    return new StartFailure(sentence, null);
  }

  private static String sentence(Throwable fault) {
    for (var cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sentence(sql);
      }
    }
    return fault instanceof FlywayException
        ? "The database cannot be migrated: " + firstLine(fault) + "."
        : "The application cannot be started: " + firstLine(fault) + ".";
  }

  private static String sentence(SQLException fault) {
    var state = String.valueOf(fault.getSQLState());
    if (state.equals(INSUFFICIENT_PRIVILEGE)) {
      return "ORDERS_DB_USER may not create or change the tables of the application ("
          + firstLine(fault)
          + "): make that user the owner of the database.";
    }
    if (state.startsWith("08") || state.startsWith("57P")) {
      return "ORDERS_DB_URL names a database that cannot be reached ("
          + firstLine(fault)
          + "): start it or correct the URL.";
    }
    return "The database cannot be migrated: " + firstLine(fault) + ".";
  }

  private static String firstLine(Throwable fault) {
    return String.valueOf(fault.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .strip()
        .replaceAll("[.:]$", "");
  }
}
