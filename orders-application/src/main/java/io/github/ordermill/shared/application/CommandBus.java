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
 * Takes a command to its handler, by way of every {@link CommandInterceptor}: the one door through
 * which state changes.
 */
@ApplicationScoped
public class CommandBus {

  private List<CommandInterceptor> steps;
  private Handlers handlers;

  /** For CDI only. */
  protected CommandBus() {}

  @Inject
  CommandBus(@Any Instance<CommandInterceptor> steps, Handlers handlers) {
    this(steps.stream().toList(), handlers);
  }

  CommandBus(List<CommandInterceptor> steps, Handlers handlers) {
    this.steps = steps.stream().sorted(Comparator.comparing(CommandInterceptor::phase)).toList();
    this.handlers = handlers;
  }

  /**
   * Carries a command out, or refuses it.
   *
   * @throws Unavailable if the database is away
   */
  public CommandResult send(Command command, CommandContext context) {
    return context.during(() -> pass(0, command, context));
  }

  private CommandResult pass(int station, Command command, CommandContext context) {
    if (station == steps.size()) {
      return handle(command);
    }
    Supplier<CommandResult> next = () -> pass(station + 1, command, context);
    return steps.get(station).intercept(command, context, next);
  }

  private <C extends Command> CommandResult handle(C command) {
    try {
      var receipt = handlers.handlerOf(command).handle(command);
      return new CommandResult.Accepted(receipt.id(), receipt.version());
    } catch (RuleBroken broken) {
      return new CommandResult.RuleBroken(broken.rule().name(), broken.getMessage());
    } catch (InvalidArgument misfit) {
      return new CommandResult.InvalidInput(
          List.of(new Violation(misfit.argument(), misfit.getMessage())));
    } catch (NotFound unknown) {
      return new CommandResult.NotFound(unknown.id());
    } catch (StaleVersion stale) {
      return new CommandResult.VersionConflict(stale.expected(), stale.actual());
    }
  }
}
