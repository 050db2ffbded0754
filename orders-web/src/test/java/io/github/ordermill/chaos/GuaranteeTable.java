package io.github.ordermill.chaos;

import io.github.ordermill.docs.GeneratedText;
import io.github.ordermill.launcher.BuildOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Collects the guarantees of a run, writes them to {@code target/chaos.md} and prints them at the
 * end. With {@code -Ddocs.write}, a run of the whole suite that passes replaces the table in {@code
 * docs/guarantees.md}.
 */
final class GuaranteeTable implements BeforeAllCallback, AfterTestExecutionCallback {

  static final Path DOCUMENT = GeneratedText.document("guarantees.md");
  static final String MARKER = "chaos";

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(GuaranteeTable.class);
  private static final List<Guarantee> GUARANTEES = new ArrayList<>();

  /** Prints and publishes the table after the last test. */
  private static final class TablePrinter implements AutoCloseable {

    private final long start = System.nanoTime();

    @Override
    public void close() throws IOException {
      var table = table(Duration.ofNanos(System.nanoTime() - start));
      System.out.println("\n" + table);
      if (GeneratedText.isWritten() && isPublishable()) {
        GeneratedText.write(DOCUMENT, MARKER, table);
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent("end", key -> new TablePrinter());
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws IOException {
    var guarantee = ((ChaosTest) context.getRequiredTestInstance()).guarantee;
    if (guarantee != null) {
      guarantee.result(
          context.getRequiredTestClass().getSimpleName(),
          context.getExecutionException().isEmpty());
      GUARANTEES.add(guarantee);
      System.out.println(guarantee);
      Files.writeString(BuildOutput.directory().resolve("chaos.md"), rows());
    }
  }

  /** Whether every guarantee of the document was tested and has passed. */
  private static boolean isPublishable() throws IOException {
    var ids = GUARANTEES.stream().map(Guarantee::id).toList();
    return GUARANTEES.stream().allMatch(Guarantee::isPassed)
        && ids.containsAll(ids(GeneratedText.read(DOCUMENT, MARKER)));
  }

  /** The first cell of each row. */
  private static List<String> ids(String table) {
    return table
        .lines()
        .filter(line -> line.startsWith("| R"))
        .map(line -> line.split("\\|")[1].strip())
        .toList();
  }

  private static String table(Duration time) {
    return "%d processors, everything on one machine; %d min %d s.\n\n"
            .formatted(
                Runtime.getRuntime().availableProcessors(), time.toMinutes(), time.toSecondsPart())
        + rows();
  }

  private static String rows() {
    return Guarantee.header()
        + GUARANTEES.stream()
            .sorted(Comparator.comparing(GuaranteeTable::numberOf))
            .map(guarantee -> guarantee + "\n")
            .collect(Collectors.joining());
  }

  private static int numberOf(Guarantee guarantee) {
    return Integer.parseInt(guarantee.id().replaceAll("\\D", ""));
  }
}
