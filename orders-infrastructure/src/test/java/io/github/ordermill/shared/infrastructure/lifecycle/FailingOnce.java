package io.github.ordermill.shared.infrastructure.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.application.background.BackgroundLoops;
import io.github.ordermill.shared.application.background.BackgroundTask;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.metrics.TestMetrics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** Database that throws an error once, at the next connection after {@link #fail}. */
public final class FailingOnce {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final AtomicReference<Error> next = new AtomicReference<>();
  private final DataSource actual = TestDatabase.dataSource();
  private final DataSource dataSource =
      (DataSource)
          Proxy.newProxyInstance(
              FailingOnce.class.getClassLoader(),
              new Class<?>[] {DataSource.class},
              (proxy, method, arguments) -> {
                var error = next.getAndSet(null);
                if (error != null) {
                  throw error;
                }
                try {
                  return method.invoke(actual, arguments);
                } catch (InvocationTargetException failed) {
                  throw failed.getCause();
                }
              });

  public Database database() {
    return new Database(dataSource);
  }

  /** Makes the next connection fail. */
  public void fail(Error error) {
    next.set(error);
  }

  /** Asserts that the loop of a task runs, fails once by an error and runs again within 10 s. */
  public void assertRunsAgain(BackgroundTask task) {
    var loops = new BackgroundLoops(TestMetrics.create());
    fail(new StackOverflowError("at the first turn"));
    var loop = loops.start(task, Thread::new);
    try {
      Awaitility.await().atMost(LIMIT).until(() -> loop.failures() == 1);
      var before = loop.turns();
      Awaitility.await().atMost(LIMIT).until(() -> loop.turns() > before);
      assertThat(loop.standstill(Duration.ofDays(1))).isEmpty();
      assertThat(next.get()).isNull();
    } finally {
      loops.stop(LIMIT);
    }
  }
}
