package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.database.SqlFailed;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Error of a dead letter, as sentences for operators: what happened, and the reference under which
 * the log has the exception. Names no class, table or statement; only messages of our own
 * exceptions are taken over.
 */
final class DeadLetterError {

  private static final int MAX_LENGTH = 2_000;
  private static final String OWN_CODE = "io.github.ordermill.";

  /** Names of classes with their packages; paths such as lines[0].price.amount are none. */
  private static final Pattern QUALIFIED_NAME =
      Pattern.compile("\\b(io|org|com|net|fish|tools|java|javax|jakarta|jdk|sun)\\.\\w+\\.");

  /** See <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">codes</a>. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("22001", "a text is too long for its column"),
          Map.entry("22003", "a number is too large"),
          Map.entry("22008", "a time is out of range"),
          Map.entry("22021", "a text has characters that cannot be stored"),
          Map.entry("22P05", "a text has characters that cannot be stored"),
          Map.entry("23502", "a value is missing"),
          Map.entry("23503", "it refers to a row that does not exist"),
          Map.entry("23505", "there is a row with the same key"),
          Map.entry("23514", "a value is not allowed"),
          Map.entry("25006", "the database is read-only"),
          Map.entry("42501", "the database user lacks the right to write it"),
          Map.entry("42703", "a column does not exist: the tables are not those of this version"),
          Map.entry("42P01", "a table does not exist: the tables are not those of this version"),
          Map.entry("54000", "a value is too long for the index"),
          Map.entry("57014", "it took too long"));

  private static final Map<String, String> REASONS_OF_CLASSES =
      Map.of(
          "22", "a value does not fit its column",
          "23", "a value is not allowed",
          "40", "others were changing the same rows, again and again",
          "42", "the statement does not fit the tables",
          "54", "a limit of the database is exceeded");

  private static final String UNKNOWN_REASON = "the reason is in the log";

  private DeadLetterError() {}

  /**
   * The error for an exception.
   *
   * @param reference of the log record that has the exception
   */
  static String of(Throwable fault, UUID reference) {
    return sentence(fault) + ". The log has the details under " + reference;
  }

  private static String sentence(Throwable fault) {
    if (fault instanceof SqlFailed sql) {
      return "The database refused the row: "
          + reason(sql.state())
          + (sql.state() == null ? " (no SQL state)" : " (SQL state " + sql.state() + ")");
    }
    var message = fault.getMessage();
    if (message == null || !isOurs(fault) || QUALIFIED_NAME.matcher(message).find()) {
      return "The event cannot be applied, for a reason that was not foreseen";
    }
    var reason = message.replace('\0', ' ').strip();
    return "The event cannot be applied: "
        + reason.substring(0, Math.min(reason.length(), MAX_LENGTH));
  }

  private static String reason(String state) {
    if (state == null || state.length() != 5) {
      return UNKNOWN_REASON;
    }
    var ofClass = REASONS_OF_CLASSES.getOrDefault(state.substring(0, 2), UNKNOWN_REASON);
    return REASONS.getOrDefault(state, ofClass);
  }

  /** Whether our own code threw it; an exception without a stack trace is one of ours. */
  private static boolean isOurs(Throwable fault) {
    var trace = fault.getStackTrace();
    boolean isOfOurKind =
        fault instanceof IllegalArgumentException || fault instanceof IllegalStateException;
    return isOfOurKind && (trace.length == 0 || trace[0].getClassName().startsWith(OWN_CODE));
  }
}
