package io.github.ordermill.shared.infrastructure.commands;

import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.CommandStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts and times commands: {@code orders_commands} by command and result. */
@ApplicationScoped
class CommandMetrics implements CommandStep {

  @Inject MetricRegistry metrics;

  @Override
  public Stage stage() {
    return Stage.METRICS;
  }

  @Override
  public CommandResult around(
      Command command, CommandContext context, Supplier<CommandResult> next) {
    long start = System.nanoTime();
    var result = "Fault";
    try {
      var answer = next.get();
      result = answer.getClass().getSimpleName();
      return answer;
    } finally {
      metrics
          .timer(
              "orders.commands",
              new Tag("command", command.getClass().getSimpleName()),
              new Tag("result", result))
          .update(Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
