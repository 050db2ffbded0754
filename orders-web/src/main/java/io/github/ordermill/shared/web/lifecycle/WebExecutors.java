package io.github.ordermill.shared.web.lifecycle;

import io.github.ordermill.shared.web.fairness.FairExecutor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ThreadFactory;

/**
 * Thread pools of the web module, one for each kind of work, so that none of them waits for
 * another. Together they leave connections of the pool to requests by HTTP and to projections.
 */
@ApplicationScoped
public class WebExecutors {

  private static final int OPERATION_THREADS = 4;
  private static final int EVENT_THREADS = 4;
  private static final int READ_THREADS = 5;

  @Resource private ManagedThreadFactory managedThreads;

  private FairExecutor operations;
  private FairExecutor events;
  private FairExecutor reads;

  /** For CDI. */
  public WebExecutors() {}

  /** For use without a container. */
  public WebExecutors(ThreadFactory threads) {
    start(threads);
  }

  @PostConstruct
  void start() {
    start(managedThreads);
  }

  private void start(ThreadFactory threads) {
    operations = new FairExecutor(OPERATION_THREADS, threads);
    events = new FairExecutor(EVENT_THREADS, threads);
    reads = new FairExecutor(READ_THREADS, threads);
  }

  /** Queries, mutations and the start of subscriptions on websockets. */
  public FairExecutor operations() {
    return operations;
  }

  /** Messages to websockets, live events above all. */
  public FairExecutor events() {
    return events;
  }

  /** Reads of fields that have waited for a view. */
  public FairExecutor reads() {
    return reads;
  }

  @PreDestroy
  void stop() {
    operations.shutdown();
    events.shutdown();
    reads.shutdown();
  }
}
