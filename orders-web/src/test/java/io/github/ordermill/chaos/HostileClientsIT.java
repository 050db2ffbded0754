package io.github.ordermill.chaos;

import io.github.ordermill.attack.Attack;
import io.github.ordermill.attack.Attacks;
import io.github.ordermill.attack.HostileClients;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The attacks of {@code RequestLimitsIT}, a minute each. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileClientsIT {

  private static final Duration ATTACK =
      Duration.ofSeconds(Integer.getInteger("chaos.attack.seconds", 60));

  private final HostileClients hostile = HostileClients.start("hostile-clients", ATTACK);

  HostileClientsIT() throws Exception {}

  @AfterAll
  void stop() throws Exception {
    hostile.close();
  }

  Stream<Attack> attacks() {
    return Attacks.on(hostile).stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void servesOthersDuring(Attack attack) throws Exception {
    hostile.surviveInTime(attack);
  }
}
