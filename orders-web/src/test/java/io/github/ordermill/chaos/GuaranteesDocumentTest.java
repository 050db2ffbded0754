package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.docs.Checkout;
import io.github.ordermill.docs.GeneratedText;
import java.io.IOException;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuaranteesDocumentTest {

  private static final Pattern DECLARED =
      Pattern.compile("guarantee\\(\\s*\"(R\\w+)\",\\s*\"([^\"]*)\"\\)");

  @Test
  void theDocumentHasTheGuaranteesOfTheSuite() throws IOException {
    var declared = new TreeSet<String>();
    for (var file : Checkout.javaFiles()) {
      var test = file.getFileName().toString().replace(".java", "");
      DECLARED
          .matcher(Checkout.read(file))
          .results()
          .forEach(row -> declared.add(row.group(1) + ": " + row.group(2) + " `" + test + "`"));
    }
    var documented =
        GeneratedText.read(GuaranteeTable.DOCUMENT, GuaranteeTable.MARKER)
            .lines()
            .filter(line -> line.startsWith("| R"))
            .map(line -> line.split("\\s*\\|\\s*"))
            .map(cells -> cells[1] + ": " + cells[2] + " " + cells[8])
            .toList();

    assertThat(documented).isNotEmpty().isSubsetOf(declared);
  }

  @Test
  void aGuaranteeIsARowOfTheDocument() throws IOException {
    var guarantee = new Guarantee("R0", "Words").detail("%d faults", 3).operations(1_234);
    guarantee.result("AnyIT", true);

    assertThat(guarantee).hasToString("| R0 | Words | 3 faults | 1,234 | 0 | 0 | | `AnyIT` |");
    assertThat(GeneratedText.read(GuaranteeTable.DOCUMENT, GuaranteeTable.MARKER))
        .contains(Guarantee.header());
  }
}
