package io.github.ordermill.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that all business modules share name none of them. */
class SharedKnowsNoModuleTest {

  /** Names of types, columns and packages, and words in messages and descriptions. */
  private static final Pattern OF_ORDERS =
      Pattern.compile(
          "\\bOrder(?!Placed\\b)[A-Z]|\\border_|\\borderId\\b|\\bordering\\."
              + "|\\b(?:[Aa]n|[Nn]o|such|this) order\\b|\\border(?:'s| does| has| is)\\b"
              + "|\\bOrders (?:are|have|may)\\b");

  @Test
  void sourcesOfSharedDoNotMentionOrders() {
    assertThat(mentions("../orders-domain", "shared")).isEmpty();
    assertThat(mentions("../orders-application", "shared")).isEmpty();
    assertThat(mentions("../orders-infrastructure", "shared")).isEmpty();
    assertThat(mentions("../orders-infrastructure", "operations")).isEmpty();
    assertThat(mentions("../orders-web", "shared")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import io.github.ordermill.ordering.web.OrderQueries;",
        "return \"There is no order \" + id;",
        "if (name.equals(\"OrderSortInput\")) {",
        "@Description(\"The order's UUID\")"
      })
  void namesAndTextsOfOrdersAreFound(String line) {
    assertThat(OF_ORDERS.matcher(line).find()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** Fields in the order of their declaration. */",
        "@param type e.g. {@code OrderPlaced}",
        "metrics.gauge(\"orders.waiters\", reads::waiting);",
        "schema.setComparators(SchemaOrder.TYPES_BY_NAME)"
      })
  void otherUsesOfTheWordAreNot(String line) {
    assertThat(OF_ORDERS.matcher(line).find()).isFalse();
  }

  @Test
  void sourcesOfOrderingDo() {
    assertThat(mentions("../orders-infrastructure", "ordering")).hasSizeGreaterThan(100);
    assertThat(mentions("../orders-web", "ordering")).hasSizeGreaterThan(50);
  }

  private static List<String> mentions(String mavenModule, String module) {
    var directory = Path.of(mavenModule, "src/main/java/io/github/ordermill", module);
    try (var files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> lines(file).stream().map(line -> file.getFileName() + ": " + line))
          .filter(line -> OF_ORDERS.matcher(line).find())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
