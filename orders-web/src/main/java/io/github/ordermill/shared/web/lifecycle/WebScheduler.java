package io.github.ordermill.shared.web.lifecycle;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A few threads for what goes on after the thread that began it has been let go. */
@ApplicationScoped
public class WebScheduler {

  private static final Logger LOG = Logger.getLogger(WebScheduler.class.getName());

  private static final int THREADS = 16;
  private static final long IDLE_SECONDS = 60;

  @Resource ManagedThreadFactory threads;

  private ScheduledThreadPoolExecutor executor;

  /** For CDI. */
  public WebScheduler() {}

  /** Without a container. */
  public WebScheduler(ThreadFactory threads) {
    hire(threads);
  }

  @PostConstruct
  void hire() {
    hire(threads);
  }

  private void hire(ThreadFactory threads) {
    // what comes up after the stop is left, without troubling whoever has brought it up
    executor = new ScheduledThreadPoolExecutor(THREADS, threads, new DiscardPolicy());
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  /** Does some work soon. */
  public void run(Runnable work) {
    executor.execute(logged(work));
  }

  /** Does some work after a while, unless it is cancelled before. */
  public Future<?> after(Duration pause, Runnable work) {
    return executor.schedule(logged(work), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Runnable logged(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException | Error fault) {
        LOG.log(Level.SEVERE, fault, () -> "Work was left undone");
      }
    };
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }
}
