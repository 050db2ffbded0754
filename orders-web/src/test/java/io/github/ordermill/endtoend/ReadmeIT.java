package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeIT extends EndToEndTest {

  @Test
  void showsClientDevelopersCodeThatRunsAsItStands() {
    assumeTrue(NodeScripts.find("curl") != null, "skipped: curl is not installed");

    var printed =
        NodeScripts.run(
            "readme.mjs",
            Path.of("..", "README.md").toAbsolutePath().normalize().toString(),
            stack.application().uri("/graphql").toString());

    assertThat(printed)
        .contains("SHIPPED_ORDERS_ARE_NOT_CANCELLED")
        .containsPattern("1 OrderPlaced\\s+O-\\d+ ") // the list before that may lag
        .contains("pieces of README's code ran");
  }
}
