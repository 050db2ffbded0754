package io.github.ordermill.shared.web.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyedQuotaTest {

  private final KeyedQuota<String> quota = new KeyedQuota<>(10);

  @Test
  void boundsEachHolderByItself() {
    assertThat(quota.tryAcquire("a", 7)).isTrue();
    assertThat(quota.tryAcquire("a", 4)).isFalse();
    assertThat(quota.tryAcquire("a", 3)).isTrue();
    assertThat(quota.tryAcquire("b", 10)).isTrue();
    assertThat(quota.held("a")).isEqualTo(10);
  }

  @Test
  void forgetsHoldersWithoutUnits() {
    quota.tryAcquire("a", 7);
    quota.tryAcquire("a", 11);
    quota.tryAcquire("b", 0);
    quota.tryAcquire("c", 11);

    quota.release("a", 7);

    assertThat(quota.holders()).isZero();
    assertThat(quota.held("a")).isZero();
  }
}
