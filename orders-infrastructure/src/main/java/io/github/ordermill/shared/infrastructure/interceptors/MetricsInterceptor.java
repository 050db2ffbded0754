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
 * Measures commands: the histogram {@code orders_command_micros}, in microseconds, by command and
 * result. It is not a timer, since Payara prints quantiles of timers in nanoseconds, labelled as
 * seconds.
 */
@ApplicationScoped
class MetricsInterceptor implements CommandInterceptor {

  private MetricRegistry metrics;

  /** Cache: the registry reads its configuration on every lookup. */
  private final Map<Key, Histogram> histograms = new ConcurrentHashMap<>();

  private record Key(String command, String result) {}

  /** For CDI only. */
  protected MetricsInterceptor() {}

  @Inject
  MetricsInterceptor(MetricRegistry metrics) {
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
