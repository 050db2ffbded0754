package io.github.ordermill.ordering.infrastructure.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.infrastructure.search.SearchWords.Run;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {

  private final SearchWords words = TestDatabase.database().read(SearchWords::of);

  @Test
  void areRunsOfLettersAndDigits() {
    assertThat(runs("Kettle, 1.7 l (copper)")).containsExactly("kettle", "1", "7", "l", "copper");
    assertThat(words.ofProse("tea Tea TEA")).containsExactly("tea");
  }

  @ParameterizedTest
  @CsvSource({
    "Crème BRÛLÉE, creme brulee",
    "Straße STRASSE STRAẞE, strasse strasse strasse",
    "ISTANBUL İSTANBUL ıstanbul istanbul, istanbul istanbul istanbul istanbul",
    "Łódź ŁÓDŹ, lodz lodz",
    "Søren Æsir Œuvre Đorđe Þór ŋ ħ ð, soren aesir oeuvre dorde thor n h d",
    "ΟΔΟΣ οδος οδοσ, οδοσ οδοσ οδοσ",
    "Чай ЁЛКА, чаи елка",
    "ﬁne ２ ４２ ٤٢, fine 2 42 42",
    "ﾃｽﾄ ガ か\u3099, テスト ガ が",
    "ket\u00adtle ket\u200btle, kettle kettle"
  })
  void areFolded(String text, String folded) {
    assertThat(String.join(" ", runs(text))).isEqualTo(folded);
  }

  @Test
  void haveNoSpecialCharacters() {
    assertThat(runs(null)).isEmpty();
    assertThat(runs("")).isEmpty();
    assertThat(runs("%_\\'\":*&|!<->() \u0000\ud800 \uD83D\uDE00 \uD83E\uDEE0")).isEmpty();
  }

  @Test
  void ofProseAreJoinedWhereOnlyPunctuationSeparatesThem() {
    assertThat(words.ofProse("Zoë O’Brien"))
        .containsExactlyInAnyOrder("zoe", "o", "brien", "obrien");
    assertThat(words.ofProse("Jean-Luc-Marie")).contains("jean", "luc", "marie", "jeanlucmarie");
    assertThat(words.ofProse("AB-12X")).containsExactlyInAnyOrder("ab", "12x", "ab12x");
  }

  @Test
  void ofIdentifiersAreTheWholeAndItsLetters() {
    assertThat(words.ofIdentifier("sku-1")).containsExactlyInAnyOrder("sku", "sku1");
    assertThat(words.ofIdentifier("SK9 6AB")).containsExactly("sk96ab");
    assertThat(words.ofIdentifier(" ")).isEmpty();
  }

  @Test
  void ofIdeographsArePairsAndTheLastOne() {
    assertThat(words.ofProse("山田太郎")).containsExactly("山田", "田太", "太郎", "郎");
    assertThat(words.ofProse("山田 太郎")).containsExactly("山田", "田太", "太郎", "郎");
    assertThat(words.ofProse("김철수 kettle 茶")).containsExactly("김철", "철수", "수", "茶", "kettle");
    assertThat(words.ofProse("𠮷野家")).containsExactly("𠮷野", "野家", "家");
  }

  @Test
  void areCodesIfTheyHaveADigit() {
    assertThat(SearchWords.isCode("00000042")).isTrue();
    assertThat(SearchWords.isCode("ab1")).isTrue();
    assertThat(SearchWords.isCode("kettle")).isFalse();
  }

  @Test
  void areCut() {
    assertThat(words.ofProse("\u3316".repeat(200)).iterator().next()).hasSize(2);
    assertThat(words.ofProse("x" + "\ufdfa".repeat(199)))
        .allSatisfy(word -> assertThat(word.length()).isLessThanOrEqualTo(SearchWords.MAX_LENGTH));
    assertThat(words.ofProse("x" + "𐌰".repeat(99))).allMatch(word -> word.length() == 99);
  }

  private List<String> runs(String text) {
    return words.runs(text).stream().map(Run::text).toList();
  }
}
