package io.github.ordermill.shared.infrastructure.interceptors;

import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.application.CommandInterceptor;
import io.github.ordermill.shared.application.CommandResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Counts and times commands: the histogram {@code orders_command_micros}, in microseconds, by
 * command and result. Not a timer: Payara prints a timer's quantiles in nanoseconds under the name
 * of seconds.
 */
@ApplicationScoped
class MetricsInterceptor implements CommandInterceptor {

  @Inject MetricRegistry metrics;

  /** By command and result: to ask the registry makes it read its configuration every time. */
  private final Map<Key, Histogram> histograms = new ConcurrentHashMap<>();

  private record Key(String command, String result) {}

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
      histograms
          .computeIfAbsent(new Key(command.getClass().getSimpleName(), result), this::histogram)
          .update(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
    }
  }

  private Histogram histogram(Key key) {
    return metrics.histogram(
        "orders.command.micros", new Tag("command", key.command), new Tag("result", key.result));
  }
}
