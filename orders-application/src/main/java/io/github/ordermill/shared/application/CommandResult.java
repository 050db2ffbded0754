package io.github.ordermill.shared.application;

import io.github.ordermill.shared.application.validation.Violation;
import java.util.List;
import java.util.UUID;

/** Result of a command: accepted, or refused for one of the reasons below. */
public sealed interface CommandResult {

  /**
   * The command was executed and committed.
   *
   * @param id identifier of the aggregate
   * @param version version of the aggregate after the command
   */
  record Accepted(UUID id, int version) implements CommandResult {}

  /** The command was refused; nothing has changed. */
  sealed interface Refused extends CommandResult {
    /** The reason, as a sentence for people. */
    String message();
  }

  /** The input violates constraints; all violations are listed. */
  record InvalidInput(List<Violation> violations) implements Refused {

    public InvalidInput {
      violations = List.copyOf(violations);
    }

    @Override
    public String message() {
      return violations.size() == 1
          ? violations.get(0).path() + " " + violations.get(0).message()
          : violations.size() + " parts of the input are not valid";
    }
  }

  /** No aggregate has that identifier. */
  record NotFound(UUID id) implements Refused {
    @Override
    public String message() {
      return "Nothing has the id " + id;
    }
  }

  /**
   * A business rule forbids the command in the aggregate's current state.
   *
   * @param rule stable name of the rule
   * @param message the rule as a sentence
   */
  record RuleBroken(String rule, String message) implements Refused {}

  /** The aggregate is not at the version that the client expects. */
  record VersionConflict(int expectedVersion, int actualVersion) implements Refused {
    @Override
    public String message() {
      return "Version " + expectedVersion + " was expected, but it is " + actualVersion;
    }
  }

  /** The idempotency key was used before with another input. */
  record IdempotencyConflict(String idempotencyKey) implements Refused {
    @Override
    public String message() {
      return "The idempotency key was used before with another input";
    }
  }
}
