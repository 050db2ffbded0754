package io.github.ordermill.shared.infrastructure.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A statement, or a part of one, that is composed of texts with their parameters. */
public final class SqlText {

  private final StringBuilder text = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();
  private boolean plannedAnew;

  /**
   * Creates a part.
   *
   * @param parameters values of the question marks in the text
   */
  public static SqlText of(String text, Object... parameters) {
    return new SqlText().add(text, parameters);
  }

  /** Joins parts with a separator. */
  public static SqlText join(String separator, Collection<SqlText> parts) {
    var whole = new SqlText();
    for (var part : parts) {
      whole.add(whole.text.isEmpty() ? "" : separator).add(part);
    }
    return whole;
  }

  /**
   * Appends a text.
   *
   * @param values of the question marks in it
   */
  public SqlText add(String more, Object... values) {
    text.append(more);
    parameters.addAll(Arrays.asList(values));
    return this;
  }

  /** Appends another part. */
  public SqlText add(SqlText part) {
    text.append(part.text);
    parameters.addAll(part.parameters);
    plannedAnew |= part.plannedAnew;
    return this;
  }

  /**
   * Makes the database plan each execution for its own values. Otherwise it uses a generic plan
   * after a few executions, which is cheaper where all values need the same plan.
   */
  public SqlText plannedAnew() {
    plannedAnew = true;
    return this;
  }

  boolean isPlannedAnew() {
    return plannedAnew;
  }

  public String text() {
    return text.toString();
  }

  /** Values of the question marks, in order. */
  public Object[] parameters() {
    return parameters.toArray();
  }
}
