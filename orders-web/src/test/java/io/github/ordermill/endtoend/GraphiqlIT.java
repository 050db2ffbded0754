package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ordermill.launcher.BuildOutput;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GraphiqlIT extends EndToEndTest {

  @Test
  void runsEveryExampleAndShowsTheSchemaDocumentation() {
    var browser =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .map(NodeScripts::find)
            .filter(Objects::nonNull)
            .findFirst();
    assumeTrue(browser.isPresent(), "skipped: Chromium is not installed");

    var printed =
        NodeScripts.run(
            "graphiql.mjs",
            stack.application().uri("/graphql-ui/").toString(),
            browser.get(),
            BuildOutput.directory().resolve("graphiql.png").toString());

    assertThat(printed)
        .contains("the example mutation was accepted")
        .contains("a query with the consistency token returned the mutation's effect")
        .contains("the subscription received an event")
        .contains("examples ran")
        .contains("the documentation explorer describes placeOrder");
  }
}
