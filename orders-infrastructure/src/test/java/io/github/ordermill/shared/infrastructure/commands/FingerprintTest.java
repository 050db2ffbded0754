package io.github.ordermill.shared.infrastructure.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  record Some(String a, String b, List<Part> parts) {}

  record Part(Integer n) {}

  @Test
  void isTheSameForEqualCommands() {
    assertThat(Fingerprint.of(some("x", null, 1))).isEqualTo(Fingerprint.of(some("x", null, 1)));
  }

  @Test
  void differsWhereverTheCommandsDiffer() {
    var one = Fingerprint.of(some("x", "y", 1));

    assertThat(Fingerprint.of(some("x", "z", 1))).isNotEqualTo(one);
    assertThat(Fingerprint.of(some("x", "y", 2))).isNotEqualTo(one);
    assertThat(Fingerprint.of(some("x", null, 1))).isNotEqualTo(one);
    assertThat(Fingerprint.of(some("xy", "", 1))).isNotEqualTo(one);
    assertThat(Fingerprint.of(some("null", "y", 1)))
        .isNotEqualTo(Fingerprint.of(some(null, "y", 1)));
  }

  private static Some some(String a, String b, Integer n) {
    return new Some(a, b, List.of(new Part(n)));
  }
}
