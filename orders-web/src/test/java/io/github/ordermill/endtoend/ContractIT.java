package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The schema that is served; the one that is written, {@code SchemaTest} holds against more. */
class ContractIT extends EndToEndTest {

  @Test
  void servesAllThatTheContractPromises() {
    var contract = Path.of("src", "test", "resources", "contract", "schema.graphql");

    var printed =
        NodeScripts.run(
            "breaking.mjs",
            contract.toAbsolutePath().toString(),
            stack.application().uri("/graphql").toString());

    assertThat(printed).contains("0 breaking changes");
  }
}
