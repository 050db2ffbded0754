package io.github.ordermill.shared.web.graphql;

import graphql.schema.DataFetcher;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.CommandBus;
import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.validation.Violation;
import io.github.ordermill.shared.web.request.RequestContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;

/**
 * Mutations of the form {@code name(input: …!, idempotencyKey: String): CommandResult!}: reads the
 * input into a command, sends it, and answers what became of it.
 */
@ApplicationScoped
public class CommandSender {

  private static final int MAX_KEY_LENGTH = 200;

  private CommandBus commands;

  /** For CDI only. */
  protected CommandSender() {}

  @Inject
  CommandSender(CommandBus commands) {
    this.commands = commands;
  }

  /** Fetches a mutation by sending what {@code read} makes of its input. */
  public DataFetcher<CommandResult> sending(Function<Arguments, ? extends Command> read) {
    return field -> {
      var arguments = Arguments.arguments(field);
      var key = arguments.text("idempotencyKey");
      if (key != null && !isPrintable(key)) {
        return new CommandResult.InvalidInput(
            List.of(
                new Violation(
                    "idempotencyKey", "must be 1 to " + MAX_KEY_LENGTH + " printable characters")));
      }
      var request = RequestContext.of(field.getGraphQlContext());
      return placed(
          commands.send(
              arguments.object("input", read),
              new CommandContext(request.actor(), request.correlationId(), key)));
    };
  }

  /** Violations where the client finds them: in the argument {@code input}. */
  private static CommandResult placed(CommandResult result) {
    return result instanceof CommandResult.InvalidInput invalid
        ? new CommandResult.InvalidInput(
            invalid.violations().stream()
                .map(it -> new Violation(placed(it.path()), it.message()))
                .toList())
        : result;
  }

  private static String placed(String path) {
    return path.isEmpty() ? "input" : "input." + path;
  }

  private static boolean isPrintable(String key) {
    return !key.isEmpty()
        && key.length() <= MAX_KEY_LENGTH
        && key.codePoints()
            .allMatch(
                character ->
                    switch (Character.getType(character)) {
                      case Character.CONTROL,
                          Character.SURROGATE,
                          Character.UNASSIGNED,
                          Character.LINE_SEPARATOR,
                          Character.PARAGRAPH_SEPARATOR ->
                          false;
                      default -> true;
                    });
  }
}
