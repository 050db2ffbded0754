package io.github.ordermill.shared.application.validation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  private static final Validator VALIDATOR =
      Validation.buildDefaultValidatorFactory().getValidator();

  private record Name(@Text(max = 200) String value) {}

  private record Note(@Text(max = 200, multiline = true) String value) {}

  private record Country(@CountryCode String value) {}

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x1FAE0, // melting face, Unicode 14
        0x1FADC, // root vegetable, Unicode 16
        0x10D4A, // Garay letter, Unicode 16
        0x0378, // not assigned by any version yet
        0x3FFFD, // of a plane without characters
        0xE000, // private use
        0x10FFFD,
        0x0301 // combining, shown on its own
      })
  void acceptsCharactersThatJavaDoesNotKnow(int character) {
    var text = Character.toString(character);

    assertThat(isValid(new Name(text))).isTrue();
    assertThat(isValid(new Note("a" + text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x0000, 0x0008, 0x000B, 0x001B, 0x007F, 0x0085, 0x009F, 0xD800, 0xDFFF, 0xFDD0, 0xFDEF,
        0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF
      })
  void refusesControlCharactersSurrogatesAndNoncharacters(int character) {
    var text = "a" + Character.toString(character) + "b";

    assertThat(isValid(new Name(text))).isFalse();
    assertThat(isValid(new Note(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        ' ', '\t', '\n', 0x00A0, 0x00AD, 0x034F, 0x115F, 0x1160, 0x1680, 0x17B4, 0x180E, 0x2003,
        0x200B, 0x200C, 0x200D, 0x2028, 0x202F, 0x205F, 0x2060, 0x2063, 0x206F, 0x2800, 0x3000,
        0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0x1D173, 0xE0001, 0xE0020, 0xE0101
      })
  void takesInvisibleTextForBlank(int character) {
    var invisible = Character.toString(character);

    assertThat(isValid(new Name(invisible))).isFalse();
    assertThat(isValid(new Name(" " + invisible.repeat(9) + "\u200b"))).isFalse();
    assertThat(isValid(new Note(invisible))).isFalse();
    assertThat(isValid(new Name("a" + invisible))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068,
        0x2069
      })
  void refusesChangesOfDirectionExceptInProse(int character) {
    var text = "gnp" + Character.toString(character) + ".exe";

    assertThat(isValid(new Name(text))).isFalse();
    assertThat(isValid(new Note(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "שלום עולם",
        "مرحبا",
        "👨‍👩‍👧",
        "❤️",
        "नमस्ते",
        "ก็",
        "a\u00adb",
        "می‌خواهم",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿"
      })
  void acceptsTextOfEveryScript(String text) {
    assertThat(isValid(new Name(text))).isTrue();
  }

  @Test
  void measuresLengthInCodeUnits() {
    assertThat(isValid(new Name("😀".repeat(100)))).isTrue();
    assertThat(isValid(new Name("😀".repeat(100) + "a"))).isFalse();
    assertThat(isValid(new Name(""))).isFalse();
    assertThat(isValid(new Name(null))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DE", "GB", "XK", "TW", "PS", "AX"})
  void acceptsCountries(String code) {
    assertThat(isValid(new Country(code))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"XX", "AA", "ZZ", "QM", "XA", "EU", "UK", "de", "xk", "XKX", "", "\uff24\uff25"})
  void refusesOtherCodes(String code) {
    assertThat(isValid(new Country(code))).isFalse();
  }

  private static boolean isValid(Object subject) {
    return VALIDATOR.validate(subject).isEmpty();
  }
}
