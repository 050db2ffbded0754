package io.github.ordermill.shared.infrastructure.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness check: the broker accepts connections. It has the datum {@code required} with the value
 * false and does not make the node unready, since commands do not need the broker.
 */
@Readiness
@ApplicationScoped
class BrokerReadiness implements HealthCheck {

  private static final Pattern ADDRESS = Pattern.compile("://(\\[[^]]+]|[^/:,?)]+)(?::(\\d+))?");
  private static final int DEFAULT_PORT = 61_616;
  private static final int TIMEOUT_MILLIS = 300;

  private List<InetSocketAddress> brokers = List.of();

  /** For CDI only. */
  protected BrokerReadiness() {}

  @Inject
  BrokerReadiness(@ConfigProperty(name = "orders.broker.url") String url) {
    this.brokers = addresses(url);
  }

  /** Host and port of each broker in an Artemis URL, not resolved. */
  static List<InetSocketAddress> addresses(String url) {
    return ADDRESS
        .matcher(url)
        .results()
        .map(
            found ->
                InetSocketAddress.createUnresolved(
                    found.group(1).replaceAll("[\\[\\]]", ""),
                    found.group(2) == null ? DEFAULT_PORT : Integer.parseInt(found.group(2))))
        .toList();
  }

  @Override
  public HealthCheckResponse call() {
    var check = HealthCheckResponse.named("broker").withData("required", false);
    return brokers.stream().anyMatch(BrokerReadiness::accepts)
        ? check.up().build()
        : check.down().withData("reason", "the broker cannot be reached").build();
  }

  private static boolean accepts(InetSocketAddress broker) {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(broker.getHostString(), broker.getPort()), TIMEOUT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
