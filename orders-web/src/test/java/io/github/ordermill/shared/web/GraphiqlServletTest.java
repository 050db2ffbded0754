package io.github.ordermill.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GraphiqlServletTest {

  @Test
  void hasEveryFileThatThePageNames() throws Exception {
    var page = new String(GraphiqlServlet.ASSETS.get("/").content(), UTF_8);

    var named =
        Pattern.compile("(?:src|href)=\"([^\":]+)\"")
            .matcher(page)
            .results()
            .map(found -> "/" + found.group(1))
            .toList();

    assertThat(named).hasSizeGreaterThan(4).allMatch(GraphiqlServlet.ASSETS::containsKey);
    assertThat(page).doesNotContain("http:", "https:");
  }

  @Test
  void findsEveryFile() throws Exception {
    for (var asset : GraphiqlServlet.ASSETS.values()) {
      assertThat(asset.content()).as(asset.resource()).isNotEmpty();
    }
  }

  @Test
  void offersEveryExampleWithItsVariables() throws Exception {
    var examples =
        (List<?>)
            Json.read(new String(GraphiqlServlet.ASSETS.get("/examples.json").content(), UTF_8));

    assertThat(examples).hasSameSizeAs(GraphiqlServlet.EXAMPLES);
    for (var example : examples) {
      assertThat(Json.read((String) ((Map<?, ?>) example).get("variables")))
          .isInstanceOf(Map.class);
    }
  }
}
