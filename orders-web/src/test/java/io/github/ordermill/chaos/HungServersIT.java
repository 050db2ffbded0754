package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.launcher.Suspension;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Database and broker that hang: they accept connections and answer nothing. */
class HungServersIT extends ChaosTest {

  /** Longer than the limit after which a loop stands still. */
  private static final Duration HANG = Duration.ofSeconds(75);

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void staysLiveWhileTheDatabaseHangsAndGoesOnByItself() {
    guarantee("R17", "A node whose database hangs stays live and goes on by itself");
    hang(stack.database().processId());
  }

  @Test
  void staysLiveWhileTheBrokerHangsAndGoesOnByItself() {
    guarantee("R17b", "A node whose broker hangs stays live and goes on by itself");
    hang(stack.broker().pid());
  }

  private void hang(long server) {
    try (var load = startLoad(1, List.of(graphql()))) {
      awaitAccepted(20);

      try (var suspension = Suspension.of(server)) {
        assertThat(suspension).isNotNull();
        Awaitility.await("a node that stays live")
            .during(HANG)
            .atMost(HANG.plusSeconds(10))
            .pollInterval(Duration.ofMillis(500))
            .until(this::isLive);
      }
      int accepted = expected.acceptedCommands();
      var recovery =
          timeUntil(
              "a command accepted and visible",
              recoveryTimeout,
              () -> expected.acceptedCommands() > accepted + 1 && invariants.lagMillis() < 1_000);
      load.finish();

      assertThat(isLive()).isTrue();
      guarantee
          .detail("suspended for %d s", HANG.toSeconds())
          .recoveryTime(recovery)
          .operations(expected.acceptedCommands())
          .findings(invariants.assertHold(recoveryTimeout));
    }
  }

  private boolean isLive() {
    try {
      var request =
          HttpRequest.newBuilder(stack.application().managementUri("/health/live"))
              .timeout(Duration.ofSeconds(5))
              .build();
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        System.out.println(response.body());
      }
      return response.statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
