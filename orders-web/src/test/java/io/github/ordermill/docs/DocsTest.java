package io.github.ordermill.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocsTest {

  private static final String NEEDS_THE_BUILD = "runs the whole build";
  private static final String NEEDS_SERVERS = "needs a database, a broker or a server of your own";

  /** Code blocks that no test runs: the beginning of their title, and the reason. */
  private static final Map<String, String> NOT_RUN =
      Map.ofEntries(
          Map.entry("README.md: ./mvnw -Prun", NEEDS_THE_BUILD),
          Map.entry("README.md: ./mvnw verify", NEEDS_THE_BUILD),
          Map.entry("README.md: Ordermill is ready: ", "output"),
          Map.entry("README.md: GraphQL mutation ─▶ ", "diagram"),
          Map.entry(
              "order-life.md: stateDiagram-v2",
              "compared with the code by OrderCommandSequencesTest"),
          Map.entry("CONTRIBUTING.md: ./mvnw -pl orders-web -am test", NEEDS_THE_BUILD),
          Map.entry("benchmark.md: ./mvnw -Pbench", NEEDS_THE_BUILD),
          Map.entry("benchmark.md: ./mvnw test -pl orders-infrastructure", NEEDS_THE_BUILD),
          Map.entry("operating.md: export ORDERS_DB_URL=", NEEDS_SERVERS),
          Map.entry("operating.md: java -Xmx256m -XX:+UseSerialGC -XX:+Exit", NEEDS_SERVERS),
          Map.entry("operating.md: java -Xmx256m -XX:+UseSerialGC -XX:AOT", NEEDS_SERVERS),
          Map.entry(
              "operating.md: java -XX:+ExitOnOutOfMemoryError -jar payara-micro", NEEDS_SERVERS),
          Map.entry("operating.md: payara6/bin/asadmin start-domain", NEEDS_SERVERS),
          Map.entry("operating.md: payara6/bin/asadmin create-threadpool", NEEDS_SERVERS),
          Map.entry("operating.md: payara6/bin/asadmin set", NEEDS_SERVERS));

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

  @Test
  void readmeHasAtMost200Lines() {
    assertThat(Checkout.read(readme()).lines()).hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void everyCodeBlockIsRunOrAQuoteOrListedAsNotRun() {
    var others =
        CodeBlock.all().stream()
            .filter(block -> !block.isRun() && !block.isQuote())
            .map(CodeBlock::title)
            .toList();

    assertThat(others)
        .hasSameSizeAs(NOT_RUN.keySet())
        .allSatisfy(title -> assertThat(NOT_RUN.keySet()).anyMatch(title::startsWith));
  }

  @Test
  void everyQuoteIsInTheSources() {
    var sources = Checkout.sources().map(Checkout::read).toList();

    assertThat(CodeBlock.all().stream().filter(CodeBlock::isQuote))
        .isNotEmpty()
        .allSatisfy(
            quote ->
                assertThat(sources)
                    .as(quote.title())
                    .anyMatch(source -> source.contains(quote.code())));
  }

  @Test
  void everyRelativeLinkHasATarget() {
    for (var document : Checkout.documents()) {
      for (var link : linksOf(document)) {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        assertThat(target).as("%s in %s", link, document).exists();
        if (parts.length > 1) {
          assertThat(anchorsOf(target)).as("%s in %s", link, document).contains(parts[1]);
        }
      }
    }
  }

  @Test
  void everyDocumentIsLinkedFromAnother() {
    var linked =
        Checkout.documents().stream()
            .flatMap(
                document ->
                    linksOf(document).stream()
                        .map(link -> document.resolveSibling(link.split("#", 2)[0]).normalize()))
            .toList();
    var expected =
        Checkout.documents().stream()
            .filter(document -> !document.equals(readme()))
            .filter(document -> !document.toString().contains("TEMPLATE"))
            .toList();

    assertThat(linked).containsAll(expected);
  }

  @Test
  void everyTypeThatIsNamedExists() {
    for (var document : Checkout.documents()) {
      assertThat(codeIn(prose(document)).stream().filter(code -> !NamedTypes.exist(code)))
          .as(document.toString())
          .isEmpty();
    }
  }

  @Test
  void everyFileAndDirectoryThatIsNamedExists() {
    var packages = packages();
    for (var document : Checkout.documents()) {
      assertThat(
              codeIn(prose(document)).stream()
                  .filter(code -> !packages.contains(code) && !NamedFiles.exist(code)))
          .as(document.toString())
          .isEmpty();
    }
  }

  @Test
  void everyTableThatIsNamedExists() {
    var packages = packages();
    for (var document : Checkout.documents()) {
      assertThat(
              codeIn(prose(document)).stream()
                  .filter(code -> !packages.contains(code) && !NamedTables.exist(code)))
          .as(document.toString())
          .isEmpty();
    }
  }

  @Test
  void namesThatDoNotExistAreFound() {
    assertThat(
            Stream.of("events-today.txt", "META-INF/orders.xml", "unreleased/", "Fold.java")
                .filter(NamedFiles::exist))
        .containsExactly("Fold.java");
    assertThat(Stream.of("ordering.order_event", "messaging.event_log").filter(NamedTables::exist))
        .containsExactly("messaging.event_log");
    assertThat(Stream.of("OrderOfMagnitude", "OrderView").filter(NamedTypes::exist))
        .containsExactly("OrderView");
  }

  @Test
  void everyPathThatIsNamedExists() {
    for (var document : Checkout.documents()) {
      var paths =
          codeIn(prose(document)).stream()
              .filter(code -> code.matches("(orders-\\w+|\\.ci|\\.github)/\\S+"))
              .filter(code -> !code.contains("/target"))
              .map(code -> Checkout.root().resolve(code))
              .toList();
      assertThat(paths).as(document.toString()).allSatisfy(path -> assertThat(path).exists());
    }
  }

  @Test
  void theMapHasEveryModuleAndPackage() {
    var map = section(Checkout.read(readme()), "The map");
    var rows = map.lines().filter(line -> line.startsWith("| `")).toList();
    var names = rows.stream().flatMap(row -> codeIn(row.split("\\|")[1]).stream()).toList();
    var expected = new ArrayList<>(Checkout.modules());
    expected.addAll(packages());

    assertThat(names).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyDecisionHasTheSameSections() {
    var decisions =
        Checkout.documents().stream()
            .filter(document -> document.getFileName().toString().matches("\\d{4}-.*"))
            .toList();

    assertThat(decisions)
        .isNotEmpty()
        .allSatisfy(
            decision ->
                assertThat(headingsOf(decision).stream().skip(1))
                    .containsExactly(
                        "Status", "Context", "Decision", "Rejected alternatives", "Price"));
  }

  private static Path readme() {
    return Checkout.root().resolve("README.md");
  }

  private static String prose(Path document) {
    return CodeBlock.remove(Checkout.read(document));
  }

  private static String section(String text, String heading) {
    int begin = text.indexOf("\n## " + heading + "\n");
    return text.substring(begin, text.indexOf("\n## ", begin + 1));
  }

  private static List<String> codeIn(String text) {
    return firstGroups(CODE, text).toList();
  }

  private static List<String> linksOf(Path document) {
    return firstGroups(LINK, prose(document)).filter(link -> !link.contains("://")).toList();
  }

  private static List<String> headingsOf(Path document) {
    return firstGroups(HEADING, prose(document)).toList();
  }

  /** Anchors as GitHub makes them. */
  private static List<String> anchorsOf(Path document) {
    return headingsOf(document).stream()
        .map(heading -> heading.toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  private static Stream<String> firstGroups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
  }

  /** Packages of the product, and those at the first level of the tests. */
  private static TreeSet<String> packages() {
    var base = Path.of("io", "github", "ordermill");
    var packages = new TreeSet<String>();
    for (var file : Checkout.javaFiles()) {
      var parts = Checkout.root().relativize(file);
      var sources = parts.subpath(2, 4); // main/java or test/java
      var inside = base.relativize(parts.subpath(4, parts.getNameCount()).getParent());
      if (sources.startsWith("main") || Files.exists(file.resolveSibling("package-info.java"))) {
        packages.add(inside.toString().replace(File.separatorChar, '.'));
      }
    }
    return packages;
  }
}
