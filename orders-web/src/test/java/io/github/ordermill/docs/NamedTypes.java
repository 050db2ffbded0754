package io.github.ordermill.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Types that documents may name: those of the code, of the GraphQL schema, and known others. */
final class NamedTypes {

  /** Types, and operations or headers that look like types, which are not ours. */
  private static final Set<String> OTHERS =
      Set.of(
          "Clock",
          "DataFetcherService",
          "GraphQLSchema",
          "GraphQLWsLink",
          "SchemaDiff",
          "StreamReadConstraints",
          "Thread");

  /** A type with an optional member, type argument or arguments. */
  private static final Pattern NAME =
      Pattern.compile("([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?(?:<\\w+>)?(?:\\(.*\\))?");

  private static final Pattern JAVA_TYPE =
      Pattern.compile("\\b(?:class|record|interface|enum|@interface) ([A-Z]\\w*)");
  private static final Pattern GRAPHQL_TYPE =
      Pattern.compile(
          "^(?:type|input|interface|union|enum|scalar|query|mutation|subscription) (\\w+)",
          Pattern.MULTILINE);

  private static final Map<String, String> JAVA_FILES =
      Checkout.javaFiles().stream()
          .collect(
              Collectors.toMap(
                  NamedTypes::simpleName, Checkout::read, (one, other) -> one + other));

  private static final Set<String> ALL =
      Stream.of(
              OTHERS.stream(),
              JAVA_FILES.keySet().stream(),
              JAVA_FILES.values().stream().flatMap(text -> names(JAVA_TYPE, text)),
              graphql().flatMap(text -> names(GRAPHQL_TYPE, text)))
          .flatMap(Function.identity())
          .collect(Collectors.toCollection(TreeSet::new));

  private NamedTypes() {}

  /** Whether a piece of code in a sentence is no type's name, or names a type that exists. */
  static boolean exist(String code) {
    var name = NAME.matcher(code);
    if (!name.matches()) {
      return true;
    }
    var type = name.group(1);
    var member = name.group(2);
    return ALL.contains(type)
        && (member == null
            || !JAVA_FILES.containsKey(type)
            || Pattern.compile("\\b" + member + "\\b").matcher(JAVA_FILES.get(type)).find());
  }

  private static Stream<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1));
  }

  private static String simpleName(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static Stream<String> graphql() {
    var directory = Checkout.root().resolve("orders-web/src/main/resources/graphql");
    try (var files = Files.walk(directory)) {
      return Stream.concat(
          files.filter(file -> file.toString().endsWith(".graphql")),
          Stream.of(GeneratedText.document("schema.graphql")))
          .map(Checkout::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
