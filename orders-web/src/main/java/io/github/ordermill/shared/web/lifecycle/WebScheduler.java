package io.github.ordermill.shared.web.lifecycle;

import io.github.ordermill.shared.application.background.OutOfMemory;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Thread pool for asynchronous and delayed work of the web module. */
@ApplicationScoped
public class WebScheduler {

  private static final Logger LOG = Logger.getLogger(WebScheduler.class.getName());

  private static final int THREADS = 16;
  private static final long IDLE_SECONDS = 60;

  @Resource private ManagedThreadFactory managedThreads;

  private ScheduledThreadPoolExecutor executor;

  /** For CDI. */
  public WebScheduler() {}

  /** For use without a container. */
  public WebScheduler(ThreadFactory threads) {
    start(threads);
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    // observing creates this bean: the thread of a shutdown has no context to create it in
  }

  @PostConstruct
  void start() {
    start(managedThreads);
  }

  private void start(ThreadFactory threads) {
    // discards work that is submitted after the shutdown, rather than failing its caller
    executor = new ScheduledThreadPoolExecutor(THREADS, threads, new DiscardPolicy());
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  /** Runs {@code work} as soon as a thread is free. */
  public void run(Runnable work) {
    executor.execute(logged(work));
  }

  /** Runs {@code work} after a delay, unless the future is cancelled before. */
  public Future<?> schedule(Duration delay, Runnable work) {
    return executor.schedule(logged(work), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Runnable logged(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException | Error fault) {
        OutOfMemory.endProcessAt(fault);
        LOG.log(Level.SEVERE, fault, () -> "Asynchronous work failed");
      }
    };
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }
}
