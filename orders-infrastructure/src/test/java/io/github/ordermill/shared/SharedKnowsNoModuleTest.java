package io.github.ordermill.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Classes that all business modules share name none of them. */
class SharedKnowsNoModuleTest {

  private static final Pattern OF_ORDERS =
      Pattern.compile(
          "\\bOrder(Id|Event|View|Number|Status)|\\border_|\\borderId\\b|\\bordering\\.");

  @Test
  void sourcesOfSharedDoNotMentionOrders() {
    assertThat(mentions("../orders-domain", "shared")).isEmpty();
    assertThat(mentions("../orders-application", "shared")).isEmpty();
    assertThat(mentions("../orders-infrastructure", "shared")).isEmpty();
    assertThat(mentions("../orders-infrastructure", "operations")).isEmpty();
  }

  @Test
  void sourcesOfOrderingDo() {
    assertThat(mentions("../orders-infrastructure", "ordering")).hasSizeGreaterThan(100);
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
