package io.github.ordermill.shared.web.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void readsFieldsByNameAndType() {
    var input =
        new Arguments(
            Map.of(
                "text",
                "a",
                "number",
                1,
                "amount",
                new BigDecimal("1.50"),
                "object",
                Map.of("text", "b"),
                "list",
                List.of(Map.of("text", "c"), Map.of("text", "d"))));

    assertThat(input.text("text")).isEqualTo("a");
    assertThat(input.integer("number")).isEqualTo(1);
    assertThat(input.integer("number", 7)).isEqualTo(1);
    assertThat(input.decimal("amount")).isEqualTo("1.50");
    assertThat(input.<String>object("object", it -> it.text("text"))).isEqualTo("b");
    assertThat(input.list("list", it -> it.text("text"))).containsExactly("c", "d");
  }

  @Test
  void takesAbsentForNull() {
    var nulls = new HashMap<String, Object>();
    nulls.put("null", null);
    for (var input : List.of(new Arguments(Map.of()), new Arguments(nulls))) {
      assertThat(input.text("null")).isNull();
      assertThat(input.integer("null")).isNull();
      assertThat(input.integer("null", 7)).isEqualTo(7);
      assertThat(input.decimal("null")).isNull();
      assertThat(input.<String>object("null", it -> it.text("text"))).isNull();
      assertThat(input.<String>list("null", it -> it.text("text"))).isNull();
    }
  }
}
