package io.github.ordermill.docs;

import io.github.ordermill.launcher.BuildOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the checkout that are not built. */
public final class Checkout {

  private static final List<String> MODULES =
      List.of("orders-domain", "orders-application", "orders-infrastructure", "orders-web");

  private Checkout() {}

  /** The top-level directory, absolute. */
  public static Path root() {
    return BuildOutput.directory().getParent().getParent();
  }

  /** The Maven modules, in the order of the layers. */
  static List<String> modules() {
    return MODULES;
  }

  /** All Markdown files, README first. */
  public static List<Path> documents() {
    return Stream.concat(
            Stream.of(root().resolve("README.md")),
            Stream.concat(Stream.of(".github"), MODULES.stream().map(module -> module + "/docs"))
                .flatMap(directory -> files(directory, ".md")))
        .toList();
  }

  /** All Java files of all modules, tests included. */
  public static List<Path> javaFiles() {
    return MODULES.stream().flatMap(module -> files(module + "/src", ".java")).toList();
  }

  /** All Java and SQL files of all modules, tests included. */
  static Stream<Path> sources() {
    return Stream.concat(
        javaFiles().stream(), MODULES.stream().flatMap(module -> files(module + "/src", ".sql")));
  }

  /** The text of a file. */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files of all kinds. */
  static Stream<Path> files() {
    return Stream.concat(
        topLevelFiles(),
        Stream.concat(
            Stream.of(".ci", ".github", ".mvn").flatMap(directory -> files(directory, "")),
            MODULES.stream()
                .flatMap(module -> Stream.of("pom.xml", "src", "docs").map(in -> module + "/" + in))
                .flatMap(in -> files(in, ""))));
  }

  private static Stream<Path> topLevelFiles() {
    try (var files = Files.list(root())) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files below a directory whose names end in {@code ending}. */
  static Stream<Path> files(String directory, String ending) {
    var start = root().resolve(directory);
    if (!Files.exists(start)) {
      return Stream.empty();
    }
    try (var files = Files.walk(start)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
