package io.github.ordermill.ordering.infrastructure.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchWordsTest {

  @Test
  void areRunsOfLettersAndDigits() {
    assertThat(SearchWords.in("Kettle, 1.7 l (copper)"))
        .containsExactly("kettle", "1", "7", "l", "copper");
    assertThat(SearchWords.in("O-00000042")).containsExactly("o", "00000042");
    assertThat(SearchWords.in("tea Tea TEA")).containsExactly("tea");
  }

  @Test
  void areInLowerCaseWithoutAccents() {
    assertThat(SearchWords.in("Crème BRÛLÉE")).containsExactly("creme", "brulee");
    assertThat(SearchWords.in("Straße STRASSE")).containsExactly("strasse");
    assertThat(SearchWords.in("ﬁne ２")).containsExactly("fine", "2");
    assertThat(SearchWords.in("茶 Чай")).containsExactly("茶", "чаи");
  }

  @Test
  void haveNoSpecialCharacters() {
    assertThat(SearchWords.in(null)).isEmpty();
    assertThat(SearchWords.in("")).isEmpty();
    assertThat(SearchWords.in("%_\\'\":*&|!<->() \u0000\ud800 \uD83D\uDE00")).isEmpty();
  }

  @Test
  void areCodesIfTheyHaveADigit() {
    assertThat(SearchWords.isCode("00000042")).isTrue();
    assertThat(SearchWords.isCode("ab1")).isTrue();
    assertThat(SearchWords.isCode("kettle")).isFalse();
  }
}
