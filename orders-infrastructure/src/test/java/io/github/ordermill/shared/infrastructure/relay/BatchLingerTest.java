package io.github.ordermill.shared.infrastructure.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchLingerTest {

  private static final long LATER = Duration.ofSeconds(1).toNanos();

  @Test
  void growsWithTheCpuLoad() {
    var loads = new ArrayDeque<>(List.of(0.0, 0.5, 0.925, 1.0, 0.2));
    var linger = new BatchLinger(loads::remove);
    long now = System.nanoTime();

    assertThat(linger.at(now += LATER)).isEqualTo(Duration.ofMillis(15));
    assertThat(linger.at(now += LATER)).isBetween(Duration.ofMillis(37), Duration.ofMillis(38));
    assertThat(linger.at(now += LATER)).isEqualTo(Duration.ofMillis(60));
    assertThat(linger.at(now + LATER)).isEqualTo(Duration.ofMillis(15));
  }

  @Test
  void isConstantBetweenTwoChecks() {
    var loads = new ArrayDeque<>(List.of(0.0, 1.0));
    var linger = new BatchLinger(loads::remove);
    long now = System.nanoTime() + LATER;

    assertThat(linger.at(now)).isEqualTo(Duration.ofMillis(60));
    assertThat(linger.at(now + 1)).isEqualTo(Duration.ofMillis(60));
  }

  @Test
  void isMinimalIfTheLoadIsUnknown() {
    var loads = new ArrayDeque<>(List.of(Double.NaN, -1.0, Double.NaN));
    var linger = new BatchLinger(loads::remove);
    long now = System.nanoTime();

    assertThat(linger.at(now += LATER)).isEqualTo(Duration.ofMillis(15));
    assertThat(linger.at(now + LATER)).isEqualTo(Duration.ofMillis(15));
  }
}
