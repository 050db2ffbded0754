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
 * Operations on dead letters. They are not commands: they change no aggregate and append no event,
 * and affect views only.
 */
@ApplicationScoped
public class ProjectionAdministration {

  private ProjectionControl control;
  private MessageValidator validator;

  /** For CDI only. */
  protected ProjectionAdministration() {}

  @Inject
  ProjectionAdministration(ProjectionControl control, MessageValidator validator) {
    this.control = control;
    this.validator = validator;
  }

  private record Retry(@NotNull @Uuid String id) {}

  private record Discard(
      @NotNull @Uuid String id, @NotNull @Text(max = 1000, multiline = true) String reason) {}

  /**
   * Applies a parked event again, and then the later events of its aggregate that wait for it.
   *
   * @param id UUID of the dead letter
   * @param actor who retries it
   * @throws InvalidArguments if {@code id} is not a UUID
   */
  public OperationResult retryDeadLetter(String id, String actor) {
    check(new Retry(id));
    return control.retry(UUID.fromString(id), actor);
  }

  /**
   * Discards a parked event permanently.
   *
   * @param id UUID of the dead letter
   * @param actor who discards it
   * @param reason 1 to 1,000 characters
   * @throws InvalidArguments if {@code id} is not a UUID, or {@code reason} is not such a text
   */
  public OperationResult discardDeadLetter(String id, String actor, String reason) {
    check(new Discard(id, reason));
    return control.discard(UUID.fromString(id), actor, reason);
  }

  private void check(Object arguments) {
    var violations = validator.violations(arguments);
    if (!violations.isEmpty()) {
      throw new InvalidArguments(violations);
    }
  }
}
