package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CodegenIT {

  @Test
  void generatesTypesForEveryOperationThatReadmeAndGraphiqlShow() {
    var graphql = Path.of("src", "main", "resources", "graphql").toAbsolutePath();

    var printed =
        NodeScripts.run(
            "codegen.mjs",
            graphql.resolve("schema.graphql").toString(),
            Path.of("..", "README.md").toAbsolutePath().normalize().toString(),
            graphql.resolve("examples").toString());

    assertThat(printed).contains("a program that uses the types compiles");
  }
}
