package io.github.ordermill.shared.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class UuidV7Test {

  @Test
  void hasVersion7AndTheVariantOfRfc9562() {
    var uuid = UuidV7.at(Instant.parse("2026-11-22T20:56:30.501Z"));

    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.variant()).isEqualTo(2);
  }

  @Test
  void sortsByCreationTime() {
    var earlier = UuidV7.at(Instant.ofEpochMilli(1_000));
    var later = UuidV7.at(Instant.ofEpochMilli(1_001));

    assertThat(earlier.toString()).isLessThan(later.toString());
  }
}
