package io.github.ordermill.chaos;

import io.github.ordermill.launcher.BuildOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Collects the guarantees of a run, writes them to {@code chaos.md} and prints them at the end. */
final class GuaranteeTable implements BeforeAllCallback, AfterTestExecutionCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(GuaranteeTable.class);
  private static final List<Guarantee> GUARANTEES = new ArrayList<>();

  /** Prints the table after the last test. */
  private static final class TablePrinter implements AutoCloseable {
    @Override
    public void close() {
      System.out.println("\n" + table());
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
      guarantee.passed(context.getExecutionException().isEmpty());
      GUARANTEES.add(guarantee);
      System.out.println(guarantee);
      Files.writeString(BuildOutput.directory().resolve("chaos.md"), table());
    }
  }

  private static String table() {
    try {
      return "Processors: "
          + Runtime.getRuntime().availableProcessors()
          + "; data on "
          + Files.getFileStore(BuildOutput.directory()).type()
          + "\n\n"
          + Guarantee.header()
          + GUARANTEES.stream()
              .sorted(Comparator.comparing(GuaranteeTable::numberOf))
              .map(guarantee -> guarantee + "\n")
              .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int numberOf(Guarantee guarantee) {
    return Integer.parseInt(guarantee.id().replaceAll("\\D", ""));
  }
}
