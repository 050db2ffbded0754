package io.github.ordermill.shared.web.http;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the exchanges of a node share: their limits and deadlines. */
@ApplicationScoped
public class Exchanges {

  private static final Logger LOG = Logger.getLogger(Exchanges.class.getName());

  private final AtomicInteger bodies = new AtomicInteger();

  private ApiSettings api;

  @Resource private ManagedThreadFactory threads;

  private ScheduledThreadPoolExecutor deadlines;

  /** For CDI only. */
  protected Exchanges() {}

  @Inject
  Exchanges(ApiSettings api) {
    this.api = api;
  }

  @PostConstruct
  void start() {
    // one thread of their own, so that deadlines are kept when all other threads are taken
    deadlines = new ScheduledThreadPoolExecutor(1, threads, new DiscardPolicy());
    deadlines.setRemoveOnCancelPolicy(true);
  }

  @PreDestroy
  void stop() {
    deadlines.shutdownNow();
  }

  /** The exchange of a request, on the thread of the request. */
  Exchange of(HttpServletRequest request, HttpServletResponse response) {
    return new Exchange(this, request, response);
  }

  int limit(Limit limit) {
    return api.limit(limit);
  }

  ApiSettings api() {
    return api;
  }

  /** Counts a body that is being received; false if there are too many. */
  boolean beginBody() {
    if (bodies.incrementAndGet() <= limit(Limit.BODIES)) {
      return true;
    }
    bodies.decrementAndGet();
    return false;
  }

  /** Counts the end of {@link #beginBody()}. */
  void endBody() {
    bodies.decrementAndGet();
  }

  /** Calls {@code work}, which must not block, after a time, unless it is cancelled before. */
  Future<?> after(Duration time, Runnable work) {
    return deadlines.schedule(
        () -> {
          try {
            work.run();
          } catch (RuntimeException | Error fault) {
            LOG.log(Level.SEVERE, fault, () -> "The deadline of a request was not kept");
          }
        },
        time.toMillis(),
        TimeUnit.MILLISECONDS);
  }
}
