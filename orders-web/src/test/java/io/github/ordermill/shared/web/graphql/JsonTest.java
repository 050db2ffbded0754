package io.github.ordermill.shared.web.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.shared.web.graphql.schema.JsonText;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void readsNumbersExactly() throws Exception {
    var numbers = Json.read("[1, 3000000000, 100000000000000000000, 1.10, 1e2]");

    assertThat(numbers)
        .isEqualTo(
            List.of(
                1,
                3_000_000_000L,
                new BigInteger("100000000000000000000"),
                new BigDecimal("1.10"),
                new BigDecimal("1e2")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "[1,]", "{\"a\":}", "nul", "1 2", "{} {}", "NaN", "\"\n\"", "01"})
  void refusesInvalidJson(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(Json.Malformed.class);
  }

  @Test
  void refusesDeepNestingAndLongNumbers() {
    assertThatThrownBy(() -> Json.read("[".repeat(100_000))).isInstanceOf(Json.Malformed.class);
    assertThatThrownBy(() -> Json.read("{\"a\":".repeat(100_000)))
        .isInstanceOf(Json.Malformed.class);
    assertThatThrownBy(() -> Json.read("9".repeat(1_000_000))).isInstanceOf(Json.Malformed.class);
    assertThatThrownBy(() -> Json.read("1e99999999999")).isInstanceOf(Json.Malformed.class);
  }

  @Test
  void writesWhatItReads() throws Exception {
    var text = "{\"a\":[1,2.50,true,null,\"\\\"é😀\"],\"b\":{}}";

    assertThat(written(Json.read(text))).isEqualTo(text);
  }

  @Test
  void writesWellFormedUtf8WhateverTheText() {
    assertThat(written(Map.of("a", "\ud800"))).isEqualTo("{\"a\":\"?\"}");
  }

  @Test
  void writesStoredJsonAsItIs() {
    assertThat(written(Map.of("a", new JsonText("{\"b\": [1.10, \"\\u00e9\"]}"))))
        .isEqualTo("{\"a\":{\"b\": [1.10, \"\\u00e9\"]}}");
  }

  private static String written(Object value) {
    var out = new ByteArrayOutputStream();
    Json.write(value, out);
    return out.toString(UTF_8);
  }
}
