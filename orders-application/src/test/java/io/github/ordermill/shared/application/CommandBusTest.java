package io.github.ordermill.shared.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.shared.application.CommandResult.Accepted;
import io.github.ordermill.shared.application.CommandResult.VersionConflict;
import io.github.ordermill.shared.domain.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CommandBusTest {

  private static final UUID ID = UUID.randomUUID();
  private static final CommandContext ANYBODY = new CommandContext("anybody", "correlation", null);

  private final List<String> trace = new ArrayList<>();

  record Greet() implements Command {}

  private enum SomeRule implements Rule {
    NOBODY_GREETS_TWICE
  }

  @Test
  void takesACommandToItsHandlerAndBack() {
    var bus = bus(greet -> new Receipt(ID, 3));

    assertThat(bus.send(new Greet(), ANYBODY)).isEqualTo(new Accepted(ID, 3));
  }

  @Test
  void passesTheStepsFromTheOutsideIn() {
    var bus =
        bus(
            greet -> {
              trace.add("handler");
              return new Receipt(ID, 1);
            },
            step(CommandInterceptor.Phase.IDEMPOTENCY),
            step(CommandInterceptor.Phase.METRICS),
            step(CommandInterceptor.Phase.TRANSACTION));

    bus.send(new Greet(), ANYBODY);

    assertThat(trace).containsExactly("METRICS", "TRANSACTION", "IDEMPOTENCY", "handler");
  }

  @Test
  void answersRefusalsAsData() {
    assertThat(sentTo(greet -> refuse(SomeRule.NOBODY_GREETS_TWICE)))
        .isEqualTo(new CommandResult.RuleBroken("NOBODY_GREETS_TWICE", "Nobody greets twice"));
    assertThat(
            sentTo(
                greet -> {
                  throw new NotFound(ID);
                }))
        .isEqualTo(new CommandResult.NotFound(ID));
    assertThat(
            sentTo(
                greet -> {
                  throw new StaleVersion(2, 5);
                }))
        .isEqualTo(new VersionConflict(2, 5));
  }

  @Test
  void tellsHandlersTheContextAndTakesItAwayAgain() {
    var bus =
        bus(
            greet -> {
              trace.add(CommandContext.current().actor());
              return new Receipt(ID, 1);
            });

    bus.send(new Greet(), ANYBODY);

    assertThat(trace).containsExactly("anybody");
    assertThatThrownBy(CommandContext::current).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void takesTheContextAwayAfterAFaultToo() {
    var bus =
        bus(
            greet -> {
              throw new IllegalArgumentException("fault");
            });

    assertThatThrownBy(() -> bus.send(new Greet(), ANYBODY)).hasMessage("fault");

    assertThatThrownBy(CommandContext::current).isInstanceOf(IllegalStateException.class);
  }

  private CommandResult sentTo(CommandHandler<Greet> handler) {
    return bus(handler).send(new Greet(), ANYBODY);
  }

  private static Receipt refuse(Rule rule) {
    rule.brokenIf(true);
    throw new AssertionError("not reached");
  }

  private static CommandBus bus(CommandHandler<Greet> handler, CommandInterceptor... steps) {
    return new CommandBus(List.of(steps), new Handlers(Map.of(Greet.class, () -> handler)));
  }

  private CommandInterceptor step(CommandInterceptor.Phase stage) {
    return new CommandInterceptor() {
      @Override
      public Phase phase() {
        return stage;
      }

      @Override
      public CommandResult intercept(
          Command command, CommandContext context, Supplier<CommandResult> next) {
        trace.add(stage.name());
        return next.get();
      }
    };
  }
}
