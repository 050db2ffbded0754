package io.github.ordermill.shared.infrastructure.interceptors;

import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.application.CommandInterceptor;
import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Measures commands: the histogram {@code orders_command_duration_seconds}, by command and result.
 */
@ApplicationScoped
class MetricsInterceptor implements CommandInterceptor {

  private Metrics metrics;

  /** Cache of the series, so that a command costs one lookup. */
  private final Map<Key, Metrics.Durations> durations = new ConcurrentHashMap<>();

  private record Key(String command, String result) {}

  /** For CDI only. */
  protected MetricsInterceptor() {}

  @Inject
  MetricsInterceptor(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public Phase phase() {
    return Phase.METRICS;
  }

  @Override
  public CommandResult intercept(
      Command command, CommandContext context, Supplier<CommandResult> next) {
    long start = System.nanoTime();
    var result = "Fault";
    try {
      var answer = next.get();
      result = answer.getClass().getSimpleName();
      return answer;
    } finally {
      durations
          .computeIfAbsent(new Key(command.getClass().getSimpleName(), result), this::series)
          .record(System.nanoTime() - start);
    }
  }

  private Metrics.Durations series(Key key) {
    return metrics.durations(
        "orders_command_duration_seconds",
        "Duration of commands",
        "command",
        key.command,
        "result",
        key.result);
  }
}
