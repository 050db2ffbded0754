package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.validation.InvalidArguments;
import io.github.ordermill.shared.application.validation.MessageValidator;
import io.github.ordermill.shared.application.validation.Text;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * What operators may do. Not commands: they change no order and append no event, and their effects
 * are on views only.
 */
@ApplicationScoped
public class ProjectionAdministration {

  private ProjectionControl operations;
  private MessageValidator constraints;

  /** For CDI only. */
  protected ProjectionAdministration() {}

  @Inject
  ProjectionAdministration(ProjectionControl operations, MessageValidator constraints) {
    this.operations = operations;
    this.constraints = constraints;
  }

  private record Retry(@NotNull @Uuid String id) {}

  private record Discard(@NotNull @Uuid String id, @NotNull @Text(max = 1000) String reason) {}

  /**
   * Applies a parked event, and those that it held back, again.
   *
   * @param id of the dead letter, a UUID
   * @throws InvalidArguments if it is none
   */
  public OperationResult retryDeadLetter(String id) {
    check(new Retry(id));
    return operations.retry(UUID.fromString(id));
  }

  /**
   * Gives a parked event up for good.
   *
   * @param id of the dead letter, a UUID
   * @param reason why; 1 to 1,000 characters
   * @throws InvalidArguments if one of them is none
   */
  public OperationResult discardDeadLetter(String id, String reason) {
    check(new Discard(id, reason));
    return operations.discard(UUID.fromString(id), reason);
  }

  private void check(Object arguments) {
    var violations = constraints.violations(arguments);
    if (!violations.isEmpty()) {
      throw new InvalidArguments(violations);
    }
  }
}
