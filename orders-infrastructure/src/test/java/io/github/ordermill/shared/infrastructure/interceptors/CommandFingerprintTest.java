package io.github.ordermill.shared.infrastructure.interceptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandFingerprintTest {

  record Some(String a, String b, List<Part> parts) {}

  record Part(Integer n) {}

  @Test
  void isTheSameForEqualCommands() {
    assertThat(CommandFingerprint.of(some("x", null, 1)))
        .isEqualTo(CommandFingerprint.of(some("x", null, 1)));
  }

  @Test
  void differsForDifferentCommands() {
    var one = CommandFingerprint.of(some("x", "y", 1));

    assertThat(CommandFingerprint.of(some("x", "z", 1))).isNotEqualTo(one);
    assertThat(CommandFingerprint.of(some("x", "y", 2))).isNotEqualTo(one);
    assertThat(CommandFingerprint.of(some("x", null, 1))).isNotEqualTo(one);
    assertThat(CommandFingerprint.of(some("xy", "", 1))).isNotEqualTo(one);
    assertThat(CommandFingerprint.of(some("null", "y", 1)))
        .isNotEqualTo(CommandFingerprint.of(some(null, "y", 1)));
  }

  private static Some some(String a, String b, Integer n) {
    return new Some(a, b, List.of(new Part(n)));
  }
}
