package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Compares the served schema with the contract; {@code SchemaTest} checks the committed schema
 * file.
 */
class ContractIT extends EndToEndTest {

  @Test
  void servesEverythingInTheContract() {
    var contract = Path.of("src", "test", "resources", "contract", "schema.graphql");

    var printed =
        NodeScripts.run(
            "breaking-changes.mjs",
            contract.toAbsolutePath().toString(),
            stack.application().uri("/graphql").toString());

    assertThat(printed).contains("0 breaking changes");
  }
}
