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
  private static final CommandContext CONTEXT = new CommandContext("alice", "correlation", null);

  private final List<String> trace = new ArrayList<>();

  record Greet() implements Command {}

  private enum SomeRule implements Rule {
    GREETINGS_ARE_NOT_REPEATED
  }

  @Test
  void dispatchesACommandToItsHandler() {
    var bus = bus(greet -> new Receipt(ID, 3));

    assertThat(bus.send(new Greet(), CONTEXT)).isEqualTo(new Accepted(ID, 3));
  }

  @Test
  void callsTheInterceptorsInTheOrderOfTheirPhases() {
    var bus =
        bus(
            greet -> {
              trace.add("handler");
              return new Receipt(ID, 1);
            },
            interceptor(CommandInterceptor.Phase.IDEMPOTENCY),
            interceptor(CommandInterceptor.Phase.METRICS),
            interceptor(CommandInterceptor.Phase.TRANSACTION));

    bus.send(new Greet(), CONTEXT);

    assertThat(trace).containsExactly("METRICS", "TRANSACTION", "IDEMPOTENCY", "handler");
  }

  @Test
  void returnsRefusalsAsResults() {
    assertThat(resultOf(greet -> refuse(SomeRule.GREETINGS_ARE_NOT_REPEATED)))
        .isEqualTo(
            new CommandResult.RuleBroken(
                "GREETINGS_ARE_NOT_REPEATED", "Greetings are not repeated"));
    assertThat(
            resultOf(
                greet -> {
                  throw new NotFound(ID);
                }))
        .isEqualTo(new CommandResult.NotFound(ID));
    assertThat(
            resultOf(
                greet -> {
                  throw new StaleVersion(2, 5);
                }))
        .isEqualTo(new VersionConflict(2, 5));
  }

  @Test
  void exposesTheContextOnlyWhileTheCommandRuns() {
    var bus =
        bus(
            greet -> {
              trace.add(CommandContext.current().actor());
              return new Receipt(ID, 1);
            });

    bus.send(new Greet(), CONTEXT);

    assertThat(trace).containsExactly("alice");
    assertThatThrownBy(CommandContext::current).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void removesTheContextAfterAnError() {
    var bus =
        bus(
            greet -> {
              throw new IllegalArgumentException("error");
            });

    assertThatThrownBy(() -> bus.send(new Greet(), CONTEXT)).hasMessage("error");

    assertThatThrownBy(CommandContext::current).isInstanceOf(IllegalStateException.class);
  }

  private CommandResult resultOf(CommandHandler<Greet> handler) {
    return bus(handler).send(new Greet(), CONTEXT);
  }

  private static Receipt refuse(Rule rule) {
    rule.brokenIf(true);
    throw new AssertionError("not reached");
  }

  private static CommandBus bus(CommandHandler<Greet> handler, CommandInterceptor... interceptors) {
    return new CommandBus(List.of(interceptors), new Handlers(Map.of(Greet.class, () -> handler)));
  }

  private CommandInterceptor interceptor(CommandInterceptor.Phase phase) {
    return new CommandInterceptor() {
      @Override
      public Phase phase() {
        return phase;
      }

      @Override
      public CommandResult intercept(
          Command command, CommandContext context, Supplier<CommandResult> next) {
        trace.add(phase.name());
        return next.get();
      }
    };
  }
}
