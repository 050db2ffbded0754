package io.github.ordermill.shared.web.management;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The health checks of the application, beans with a qualifier of MicroProfile Health, executed
 * within a time limit on threads of their own.
 */
@ApplicationScoped
class HealthChecks {

  private static final Duration LIMIT = Duration.ofMillis(700);

  private final Map<Kind, List<TimedCheck>> checks = new EnumMap<>(Kind.class);

  private Instance<HealthCheck> beans;

  @Resource private ManagedThreadFactory threads;

  private ExecutorService executor;

  /** What a check decides. */
  enum Kind {
    STARTED(Startup.Literal.INSTANCE),
    LIVE(Liveness.Literal.INSTANCE),
    READY(Readiness.Literal.INSTANCE);

    private final Annotation qualifier;

    Kind(Annotation qualifier) {
      this.qualifier = qualifier;
    }
  }

  /** For CDI only. */
  protected HealthChecks() {}

  @Inject
  HealthChecks(@Any Instance<HealthCheck> beans) {
    this.beans = beans;
  }

  @PostConstruct
  void start() {
    // bounded by the number of checks, of which each runs once at a time
    executor = Executors.newCachedThreadPool(threads);
    for (var kind : Kind.values()) {
      checks.put(
          kind,
          beans.select(kind.qualifier).stream()
              .map(check -> new TimedCheck(check, executor))
              .toList());
    }
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }

  /** Results of all checks of these kinds, within the time limit. */
  List<HealthCheckResponse> call(Collection<Kind> kinds) throws InterruptedException {
    return call(kinds, LIMIT);
  }

  List<HealthCheckResponse> call(Collection<Kind> kinds, Duration limit)
      throws InterruptedException {
    var selected = kinds.stream().flatMap(kind -> checks.get(kind).stream()).toList();
    selected.forEach(TimedCheck::start);
    long deadline = System.nanoTime() + limit.toNanos();
    var responses = new ArrayList<HealthCheckResponse>();
    for (var check : selected) {
      responses.add(check.await(deadline));
    }
    return responses;
  }
}
