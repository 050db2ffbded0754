package io.github.ordermill.shared.application;

import io.github.ordermill.shared.domain.DoesNotFit;
import io.github.ordermill.shared.domain.RuleBroken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes a command to its handler, by way of every {@link CommandStep}: the one door through which
 * state changes.
 */
@ApplicationScoped
public class CommandBus {

  private List<CommandStep> steps;
  private Handlers handlers;

  /** For CDI only. */
  protected CommandBus() {}

  @Inject
  CommandBus(@Any Instance<CommandStep> steps, Handlers handlers) {
    this(steps.stream().toList(), handlers);
  }

  CommandBus(List<CommandStep> steps, Handlers handlers) {
    this.steps = steps.stream().sorted(Comparator.comparing(CommandStep::stage)).toList();
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
    return steps.get(station).around(command, context, next);
  }

  private <C extends Command> CommandResult handle(C command) {
    try {
      var receipt = handlers.handlerOf(command).handle(command);
      return new CommandResult.Accepted(receipt.id(), receipt.version());
    } catch (RuleBroken broken) {
      return new CommandResult.Forbidden(broken.rule().name(), broken.getMessage());
    } catch (DoesNotFit misfit) {
      return new CommandResult.InvalidInput(
          List.of(new Violation(misfit.argument(), misfit.getMessage())));
    } catch (NotFound unknown) {
      return new CommandResult.Unknown(unknown.id());
    } catch (StaleVersion stale) {
      return new CommandResult.VersionConflict(stale.expected(), stale.actual());
    }
  }
}
