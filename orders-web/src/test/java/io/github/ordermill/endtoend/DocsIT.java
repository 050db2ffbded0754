package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ordermill.docs.Checkout;
import io.github.ordermill.docs.CodeBlock;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocsIT extends EndToEndTest {

  @Test
  void codeForClientDevelopersRunsAsItIs() {
    assumeTrue(NodeScripts.find("curl") != null, "skipped: curl is not installed");
    var blocks = CodeBlock.all().stream().filter(CodeBlock::isRun).toList();
    var documents = blocks.stream().map(CodeBlock::document).distinct().map(Path::toString);

    var printed =
        NodeScripts.run(
            "docs.mjs",
            Stream.concat(Stream.of(stack.application().uri("/graphql").toString()), documents)
                .toArray(String[]::new));

    assertThat(printed)
        .contains("SHIPPED_ORDERS_ARE_NOT_CANCELLED")
        .containsPattern("1 OrderPlaced\\s+O-\\d+ ") // the list before that may lag
        .containsPattern("O-\\d+ (CONFIRMED FRESH|PLACED STALE)") // by the link for Apollo Client
        .contains(blocks.size() + " code blocks ran");
    assertThat(blocks)
        .extracting(CodeBlock::document)
        .contains(Checkout.root().resolve("README.md"));
  }
}
