package io.github.ordermill.shared.web.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

class WebSocketTransportTest {

  private final List<String> written = new CopyOnWriteArrayList<>();
  private final List<Throwable> told = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch slowNetwork = new CountDownLatch(0);

  private final WebSocketTransport line = new WebSocketTransport(session());

  @Test
  void sendsNothingIntoASessionThatTheServerHasLetGo() {
    line.send("before", told::add);

    line.cut();
    line.send("after", told::add);

    assertThat(written).containsExactly("before");
    assertThat(told).singleElement().isInstanceOf(IOException.class);
  }

  @Test
  void keepsTheSessionUntilAMessageThatIsBeingSentHasGone() throws Exception {
    slowNetwork = new CountDownLatch(1);
    var sending = CompletableFuture.runAsync(() -> line.send("on its way", told::add));
    soon().until(() -> !written.isEmpty());

    var cutting = new Thread(line::cut);
    cutting.start();
    soon().until(() -> cutting.getState() == Thread.State.BLOCKED);
    slowNetwork.countDown();

    sending.join();
    cutting.join();
    assertThat(told).isEmpty();
  }

  private static ConditionFactory soon() {
    return Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5));
  }

  private Session session() {
    var remote =
        proxy(
            RemoteEndpoint.Async.class,
            (self, method, arguments) -> {
              written.add((String) arguments[0]);
              slowNetwork.await();
              return null;
            });
    return proxy(Session.class, (self, method, arguments) -> remote);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            WebSocketTransportTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
