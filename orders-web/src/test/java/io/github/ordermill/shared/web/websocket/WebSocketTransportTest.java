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
  private final List<Throwable> results = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch slowNetwork = new CountDownLatch(0);

  private final WebSocketTransport transport = new WebSocketTransport(session());

  @Test
  void sendsNothingOnceDetached() {
    transport.send("before", results::add);

    transport.detach();
    transport.send("after", results::add);

    assertThat(written).containsExactly("before");
    assertThat(results).singleElement().isInstanceOf(IOException.class);
  }

  @Test
  void detachesOnlyAfterTheMessageThatIsBeingSent() throws Exception {
    slowNetwork = new CountDownLatch(1);
    var sending = CompletableFuture.runAsync(() -> transport.send("on its way", results::add));
    soon().until(() -> !written.isEmpty());

    var detaching = new Thread(transport::detach);
    detaching.start();
    soon().until(() -> detaching.getState() == Thread.State.BLOCKED);
    slowNetwork.countDown();

    sending.join();
    detaching.join();
    assertThat(results).isEmpty();
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
