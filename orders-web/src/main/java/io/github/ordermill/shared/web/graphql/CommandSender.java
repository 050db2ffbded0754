package io.github.ordermill.shared.web.graphql;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.CommandBus;
import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.Deadline;
import io.github.ordermill.shared.application.validation.Characters;
import io.github.ordermill.shared.application.validation.Violation;
import io.github.ordermill.shared.web.graphql.result.CommandFailed;
import io.github.ordermill.shared.web.graphql.result.MutationFault;
import io.github.ordermill.shared.web.graphql.schema.CurrentField;
import io.github.ordermill.shared.web.request.RequestContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Sends the commands of mutations to the bus, on behalf of the request's caller. */
@ApplicationScoped
public class CommandSender {

  private static final int MAX_KEY_LENGTH = 200;
  private static final int LINE_SEPARATOR = 0x2028;
  private static final int PARAGRAPH_SEPARATOR = 0x2029;

  private CommandBus commands;
  private Duration timeLimit;

  /** For CDI only. */
  protected CommandSender() {}

  @Inject
  CommandSender(CommandBus commands, ApiSettings api) {
    this.commands = commands;
    this.timeLimit = Duration.ofSeconds(api.limit(Limit.EXECUTION_SECONDS));
  }

  /**
   * Sends a command for the request whose mutation is being answered on this thread. The commands
   * of a request have a time limit together, from the first one on; one that exceeds it is not
   * carried out.
   *
   * @param idempotencyKey null, or 1 to 200 printable characters; others are refused
   * @return the result, its violations at their paths in the argument {@code input}
   * @throws MutationFault if it fails, with the result {@link CommandFailed}
   */
  public CommandResult send(Command command, String idempotencyKey) {
    if (idempotencyKey != null && !isPrintable(idempotencyKey)) {
      return new CommandResult.InvalidInput(
          List.of(
              new Violation(
                  "idempotencyKey", "must be 1 to " + MAX_KEY_LENGTH + " printable characters")));
    }
    var graphql = CurrentField.get().getGraphQlContext();
    var request = RequestContext.of(graphql);
    var context = new CommandContext(request.actor(), request.correlationId(), idempotencyKey);
    Deadline deadline = graphql.computeIfAbsent(CommandSender.class, key -> Deadline.in(timeLimit));
    try {
      deadline.check();
      return underInput(deadline.during(() -> commands.send(command, context)));
    } catch (RuntimeException fault) {
      throw new MutationFault(fault, CommandFailed::new);
    }
  }

  private static CommandResult underInput(CommandResult result) {
    return result instanceof CommandResult.InvalidInput invalid
        ? new CommandResult.InvalidInput(
            invalid.violations().stream()
                .map(it -> new Violation(underInput(it.path()), it.message()))
                .toList())
        : result;
  }

  private static String underInput(String path) {
    return path.isEmpty() ? "input" : "input." + path;
  }

  private static boolean isPrintable(String key) {
    return !key.isEmpty()
        && key.length() <= MAX_KEY_LENGTH
        && key.codePoints()
            .allMatch(
                character ->
                    Characters.isStorable(character)
                        && !Character.isISOControl(character)
                        && character != LINE_SEPARATOR
                        && character != PARAGRAPH_SEPARATOR);
  }
}
