package io.github.ordermill.shared.web.graphql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AbstractDescribedNode;
import graphql.language.NamedNode;
import graphql.language.Node;
import graphql.language.SDLExtensionDefinition;
import graphql.parser.Parser;
import io.github.ordermill.docs.GeneratedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The schema against what clients were promised: the contract, which acceptance checks are written
 * against, and every schema in {@code released}.
 *
 * <p>Neither is edited. At a release, {@code docs/schema.graphql} is copied to {@code
 * released/schema-<n>.graphql} in the test resources, with the next number. Number 1 is the schema
 * that was promised to clients before the first release.
 */
class SchemaTest {

  private static final String REGENERATE =
      "-Dtest=SchemaTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write";

  private static final Path COMMITTED = Path.of("docs", "schema.graphql");
  private static final String SCHEMA = AnnotatedSchema.get().text();
  private static final Path PROMISES = Path.of("src", "test", "resources");

  /** Written anew with {@code -Ddocs.write}, when the API is changed on purpose. */
  @Test
  void isTheCommittedSchema() throws IOException {
    if (GeneratedText.isWritten()) {
      Files.writeString(COMMITTED, SCHEMA);
    }

    assertThat(SCHEMA)
        .as("schema.graphql; to print it again: ./mvnw -pl orders-web -am test %s", REGENERATE)
        .isEqualTo(Files.readString(COMMITTED));
  }

  @Test
  void breaksNothingOfTheContract() throws IOException {
    var contract = Files.readString(PROMISES.resolve("contract/schema.graphql"));

    assertThat(SchemaChanges.breaking(contract, SCHEMA)).isEmpty();
  }

  @Test
  void breaksNothingOfPromisedSchemas() throws IOException {
    try (var released = Files.list(PROMISES.resolve("released"))) {
      assertThat(released.toList())
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(SchemaChanges.breaking(Files.readString(file), SCHEMA)).isEmpty());
    }
  }

  @Test
  void describesEverything() {
    assertThat(undescribed(SCHEMA)).isEmpty();
  }

  @Test
  void findsPartsWithoutDescription() {
    var schema =
        """
        "Described" type Query { "Described" told(untold: Int): Untold }
        enum Untold { VALUE }
        "Described" input In { field: Int }
        extend type Query { more: Int }
        """;

    assertThat(undescribed(schema))
        .containsExactly("Query.told.untold", "Untold", "Untold.VALUE", "In.field", "Query.more");
  }

  private static List<String> undescribed(String schema) {
    var places = new ArrayList<String>();
    for (var definition : Parser.parse(schema).getDefinitions()) {
      addUndescribed(places, "", definition);
    }
    return places;
  }

  private static void addUndescribed(List<String> places, String before, Node<?> node) {
    if (node instanceof AbstractDescribedNode<?> described && node instanceof NamedNode<?> named) {
      var place = before + named.getName();
      var description = described.getDescription();
      if (!(node instanceof SDLExtensionDefinition)
          && (description == null || description.getContent().isBlank())) {
        places.add(place);
      }
      node.getChildren().forEach(child -> addUndescribed(places, place + ".", child));
    }
  }
}
