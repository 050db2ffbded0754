package io.github.ordermill.shared.infrastructure.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A statement, or a part of one, that is put together piece by piece with its parameters. */
public final class SqlText {

  private final StringBuilder text = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();
  private boolean plannedAnew;

  /** The text, with the values of the question marks in it. */
  public static SqlText of(String text, Object... parameters) {
    return new SqlText().add(text, parameters);
  }

  /** Several parts with a separator between each two. */
  public static SqlText join(String separator, Collection<SqlText> parts) {
    var whole = new SqlText();
    for (var part : parts) {
      whole.add(whole.text.isEmpty() ? "" : separator).add(part);
    }
    return whole;
  }

  /** Goes on with a text and the values of the question marks in it. */
  public SqlText add(String more, Object... values) {
    text.append(more);
    parameters.addAll(Arrays.asList(values));
    return this;
  }

  /** Goes on with another part. */
  public SqlText add(SqlText part) {
    text.append(part.text);
    parameters.addAll(part.parameters);
    plannedAnew |= part.plannedAnew;
    return this;
  }

  /**
   * Has the database plan the statement for the values of each execution. Otherwise it plans for
   * any values after a few executions, which is cheaper where all of them want the same plan.
   */
  public SqlText plannedAnew() {
    plannedAnew = true;
    return this;
  }

  boolean isPlannedAnew() {
    return plannedAnew;
  }

  /** The text as the driver takes it. */
  public String text() {
    return text.toString();
  }

  /** The values of the question marks, in order. */
  public Object[] parameters() {
    return parameters.toArray();
  }
}
