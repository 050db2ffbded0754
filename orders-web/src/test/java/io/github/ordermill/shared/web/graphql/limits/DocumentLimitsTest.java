package io.github.ordermill.shared.web.graphql.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentLimitsTest {

  private static final String LONG = "9".repeat(101);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ a(b: #) }",
        "{ a(b: -#) }",
        "{ a(b: 1.#) }",
        "{ a(b: 1e-#) }",
        "{ a(b: \"\", c: #) }",
        "{ a(b: \"\\\\\", c: #) }",
        "{ a(b: \"\\\"\", c: #) }",
        "{ a(b: \"\"\"\\\"\"\" \" \"\"\", c: #) }",
        "{ a # comment \"\n(b: #) }",
        "\"unfinished\n#"
      })
  void findsLongNumbers(String query) {
    assertThat(DocumentLimits.hasLongNumber(withLong(query))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ a(b: \"#\") }",
        "{ a(b: \"\\\"#\") }",
        "{ a(b: \"\"\" \" # \\\"\"\" # \"\"\") }",
        "{ a#a }",
        "{ _# }",
        "\"\"\"unfinished #",
        "\"unfinished #",
        ""
      })
  void acceptsLongStringsAndNames(String query) {
    assertThat(DocumentLimits.hasLongNumber(withLong(query))).isFalse();
  }

  @Test
  void acceptsLongComments() {
    assertThat(DocumentLimits.hasLongNumber("{ a } #" + LONG)).isFalse();
    assertThat(DocumentLimits.hasLongNumber("9".repeat(100))).isFalse();
  }

  /** Replaces each # by a long number, unless the # begins a comment. */
  private static String withLong(String query) {
    return query.replaceAll("#(?! comment)", LONG);
  }
}
