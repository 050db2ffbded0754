package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.docs.CodeBlock;
import io.github.ordermill.docs.GeneratedText;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodegenIT {

  @Test
  void generatesTypesForEveryOperationInDocumentsAndGraphiql() {
    var schema = GeneratedText.document("schema.graphql");
    var examples = Path.of("src", "main", "resources", "graphql", "examples").toAbsolutePath();
    var documents =
        CodeBlock.all().stream()
            .filter(CodeBlock::isRun)
            .map(block -> block.document().toString())
            .distinct();

    var printed =
        NodeScripts.run(
            "codegen.mjs",
            Stream.concat(Stream.of(schema.toString(), examples.toString()), documents)
                .toArray(String[]::new));

    assertThat(printed).contains("a program that uses the types compiles");
  }
}
