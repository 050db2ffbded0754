package io.github.ordermill.shared.application;

import io.github.ordermill.shared.application.validation.Violation;
import java.util.List;
import java.util.UUID;

/** What became of a command: it was accepted, or refused for one of a few reasons. */
public sealed interface CommandResult {

  /** Done, and on record for good. */
  record Accepted(UUID id, int version) implements CommandResult {}

  /** Not done; nothing has changed. */
  sealed interface Refused extends CommandResult {
    /** The refusal in a sentence for people. */
    String message();
  }

  /** The input breaks constraints; all of them are listed. */
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

  /** There is nothing with that identity. */
  record NotFound(UUID id) implements Refused {
    @Override
    public String message() {
      return "There is no order " + id;
    }
  }

  /**
   * A rule of the business forbids it in the present state.
   *
   * @param rule the rule's stable name
   * @param message the rule as a sentence
   */
  record RuleBroken(String rule, String message) implements Refused {}

  /** Somebody else changed it: it is not, or did not stay, in the version expected. */
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
