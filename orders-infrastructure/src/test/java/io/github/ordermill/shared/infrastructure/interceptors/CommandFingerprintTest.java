package io.github.ordermill.shared.infrastructure.interceptors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.application.validation.Uuid;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  record Priced(BigDecimal amount, List<Price> prices) {}

  record Price(BigDecimal amount) {}

  record Identified(@Uuid String id, String text) {}

  @ParameterizedTest
  @CsvSource({
    "19.9, 19.90",
    "19.9, 19.900",
    "10, 10.00",
    "100, 1E+2",
    "0, 0.00",
    "0, -0",
    "7, 007.0"
  })
  void isTheSameForEqualNumbers(String one, String other) {
    assertThat(CommandFingerprint.of(priced(one))).isEqualTo(CommandFingerprint.of(priced(other)));
    assertThat(CommandFingerprint.matches(CommandFingerprint.of(priced(one)), priced(other)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"19.9, 19.91", "19.9, 199", "10, 1", "1, -1", "100, 1000"})
  void differsForDifferentNumbers(String one, String other) {
    assertThat(CommandFingerprint.matches(CommandFingerprint.of(priced(one)), priced(other)))
        .isFalse();
  }

  @Test
  void isTheSameForAUuidInUpperAndLowerCaseButNotForOtherTexts() {
    var id = "0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10";
    var one = CommandFingerprint.of(new Identified(id, "note " + id));

    assertThat(CommandFingerprint.of(new Identified(id.toUpperCase(Locale.ROOT), "note " + id)))
        .isEqualTo(one);
    assertThat(CommandFingerprint.of(new Identified(id, "NOTE " + id))).isNotEqualTo(one);
  }

  /** Recorded by the version that took numbers as they were sent: 19.90. */
  @Test
  void matchesWhatEarlierVersionsRecorded() {
    var recorded =
        HexFormat.of().parseHex("375370769556b3128dbfa9eb583ed9bd7a11f4e6363dbb43bc1215f2a1fdb1da");

    assertThat(CommandFingerprint.matches(recorded, new Price(new BigDecimal("19.90")))).isTrue();
    assertThat(CommandFingerprint.matches(recorded, new Price(new BigDecimal("19.91")))).isFalse();
  }

  private static Priced priced(String number) {
    var amount = new BigDecimal(number);
    return new Priced(amount, List.of(new Price(amount)));
  }

  private static Some some(String a, String b, Integer n) {
    return new Some(a, b, List.of(new Part(n)));
  }
}
