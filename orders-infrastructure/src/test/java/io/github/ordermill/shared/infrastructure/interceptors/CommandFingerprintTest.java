package io.github.ordermill.shared.infrastructure.interceptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandFingerprintTest {

  record Some(String a, String b, List<Part> parts) {}

  record Part(Integer n) {}

  record Nested(Inner inner, String b) {}

  record Inner(String a, String b) {}

  /** The records above in a later version of the product, with added components. */
  private static final class Later {

    record Some(String added, String a, String b, List<Part> parts) {}

    record Part(Integer n, String added) {}

    static Some some(String added, String a, String addedToPart) {
      return new Some(added, a, null, List.of(new Part(1, addedToPart)));
    }
  }

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

  @Test
  void differsIfTheSameValueIsInAnotherComponent() {
    assertThat(CommandFingerprint.of(some("x", null, 1)))
        .isNotEqualTo(CommandFingerprint.of(some(null, "x", 1)));
  }

  @Test
  void differsIfAValueIsInAnotherPart() {
    assertThat(CommandFingerprint.of(new Some("x", null, List.of(new Part(1), new Part(null)))))
        .isNotEqualTo(
            CommandFingerprint.of(new Some("x", null, List.of(new Part(null), new Part(1)))));
    assertThat(CommandFingerprint.of(new Nested(new Inner("x", null), null)))
        .isNotEqualTo(CommandFingerprint.of(new Nested(new Inner(null, null), "x")));
  }

  @Test
  void isTheSameWithAnAddedComponentThatIsNull() {
    var before = CommandFingerprint.of(some("x", null, 1));

    assertThat(CommandFingerprint.of(Later.some(null, "x", null))).isEqualTo(before);
    assertThat(CommandFingerprint.of(Later.some("new", "x", null))).isNotEqualTo(before);
    assertThat(CommandFingerprint.of(Later.some(null, "x", "new"))).isNotEqualTo(before);
  }

  private static Some some(String a, String b, Integer n) {
    return new Some(a, b, List.of(new Part(n)));
  }
}
