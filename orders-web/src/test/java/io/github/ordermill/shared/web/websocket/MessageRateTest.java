package io.github.ordermill.shared.web.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MessageRateTest {

  private long now;
  private final MessageRate rate = new MessageRate(10, () -> now);

  @Test
  void allowsTwoSecondsWorthAtOnceAndThenTheRate() {
    assertThat(frames(20, 100)).isEqualTo(20);
    assertThat(rate.take(100)).isFalse();
  }

  @Test
  void allowsTheRateForAnyLength() {
    for (int second = 0; second < 100; second++) {
      assertThat(frames(10, 100)).isEqualTo(10);
      now += TimeUnit.SECONDS.toNanos(1);
    }
  }

  @Test
  void countsLargeFramesBySize() {
    assertThat(rate.take(19 * 8_192)).isTrue();
    assertThat(rate.take(0)).isFalse();
  }

  private int frames(int number, int bytes) {
    int taken = 0;
    for (int i = 0; i < number; i++) {
      taken += rate.take(bytes) ? 1 : 0;
    }
    return taken;
  }
}
