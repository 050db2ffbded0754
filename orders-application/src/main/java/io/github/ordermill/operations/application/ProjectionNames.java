package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.validation.InvalidArguments;
import io.github.ordermill.shared.application.validation.Violation;
import java.util.List;

/** Check of the argument {@code projection} of queries. */
final class ProjectionNames {

  private ProjectionNames() {}

  /**
   * Checks that a projection exists.
   *
   * @param projection null for all
   * @throws InvalidArguments with the known names, if there is none of that name
   */
  static void check(String projection, ProjectionControl control) {
    if (projection != null && !control.names().contains(projection)) {
      throw new InvalidArguments(
          List.of(
              new Violation("projection", "must be one of " + String.join(", ", control.names()))));
    }
  }
}
