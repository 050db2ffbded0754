package io.github.ordermill.shared.application;

import io.github.ordermill.shared.application.validation.Violation;
import io.github.ordermill.shared.domain.InvalidArgument;
import io.github.ordermill.shared.domain.RuleBroken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Dispatches each command to its handler through all {@link CommandInterceptor}s. All changes of
 * state go through it.
 */
@ApplicationScoped
public class CommandBus {

  private List<CommandInterceptor> interceptors;
  private Handlers handlers;

  /** For CDI only. */
  protected CommandBus() {}

  @Inject
  CommandBus(@Any Instance<CommandInterceptor> interceptors, Handlers handlers) {
    this(interceptors.stream().toList(), handlers);
  }

  CommandBus(List<CommandInterceptor> interceptors, Handlers handlers) {
    this.interceptors =
        interceptors.stream().sorted(Comparator.comparing(CommandInterceptor::phase)).toList();
    this.handlers = handlers;
  }

  /**
   * Executes a command or refuses it.
   *
   * <p>While it runs, {@code context} is the thread's {@link CommandContext#current}, for the event
   * log to read.
   *
   * @throws Unavailable if the database is temporarily not available
   */
  public CommandResult send(Command command, CommandContext context) {
    return context.during(() -> proceed(0, command, context));
  }

  private CommandResult proceed(int index, Command command, CommandContext context) {
    if (index == interceptors.size()) {
      return handle(command);
    }
    Supplier<CommandResult> next = () -> proceed(index + 1, command, context);
    return interceptors.get(index).intercept(command, context, next);
  }

  private <C extends Command> CommandResult handle(C command) {
    try {
      var receipt = handlers.handlerOf(command).handle(command);
      return new CommandResult.Accepted(receipt.id(), receipt.version());
    } catch (RuleBroken broken) {
      return new CommandResult.RuleBroken(broken.rule().name(), broken.getMessage());
    } catch (InvalidArgument invalid) {
      return new CommandResult.InvalidInput(
          List.of(new Violation(invalid.argument(), invalid.getMessage())));
    } catch (NotFound missing) {
      return new CommandResult.NotFound(missing.id());
    } catch (StaleVersion stale) {
      return new CommandResult.VersionConflict(stale.expected(), stale.actual());
    }
  }
}
