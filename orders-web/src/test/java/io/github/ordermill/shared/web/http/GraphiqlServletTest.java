package io.github.ordermill.shared.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.ParseAndValidate;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLFieldDefinition;
import io.github.ordermill.shared.web.graphql.Json;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import io.github.ordermill.shared.web.graphql.limits.VariableValidation;
import io.github.ordermill.shared.web.graphql.schema.AnnotatedSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphiqlServletTest {

  @Test
  void servesEveryFileThatThePageReferences() throws Exception {
    var page = content("/");

    var named =
        Pattern.compile("(?:src|href)=\"([^\":]+)\"")
            .matcher(page)
            .results()
            .map(found -> "/" + found.group(1))
            .toList();

    assertThat(named).hasSizeGreaterThan(4);
    for (var path : named) {
      assertThat(GraphiqlServlet.asset(path)).as(path).isNotNull();
      assertThat(GraphiqlServlet.asset(path).content()).as(path).isNotEmpty();
    }
    assertThat(page).doesNotContain("http:", "https:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/graphiql-5.1.1/",
        "/graphiql-5.1.1/assets/",
        "/graphiql-5.1.1/assets/absent.js",
        "/graphiql-5.1.1/assets/../index.html",
        "/graphiql-5.1.1/assets/../../graphiql/page.js",
        "/graphiql-5.1.1/assets/..%2fpage.js",
        "/index.html",
        "/../graphql/schema.graphql"
      })
  void servesNoOtherFile(String path) {
    assertThat(GraphiqlServlet.asset(path)).isNull();
  }

  @Test
  void hasAValidExampleOfEachOperation() throws Exception {
    var schema = AnnotatedSchema.get().schema();
    var examples = (List<?>) Json.read(content("/examples.json"));

    var shown = new HashSet<String>();

    assertThat(examples).hasSameSizeAs(GraphiqlServlet.exampleNames());
    for (var example : examples) {
      var query = (String) ((Map<?, ?>) example).get("query");
      var variables = (Map<?, ?>) Json.read((String) ((Map<?, ?>) example).get("variables"));
      var document = Parser.parse(query);
      var operation = document.getFirstDefinitionOfType(OperationDefinition.class).orElseThrow();
      var values = new HashMap<String, Object>();
      variables.forEach((name, value) -> values.put((String) name, value));

      operation
          .getSelectionSet()
          .getSelectionsOfType(Field.class)
          .forEach(it -> shown.add(it.getName()));
      assertThat(ParseAndValidate.validate(schema, document, GraphqlErrors.LOCALE))
          .as(query)
          .isEmpty();
      assertThat(VariableValidation.violations(schema, document, operation, values))
          .as(query)
          .isEmpty();
    }
    assertThat(
            Stream.of(schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType())
                .flatMap(type -> type.getFieldDefinitions().stream())
                .map(GraphQLFieldDefinition::getName))
        .as("operations that an example shows")
        .isSubsetOf(shown);
  }

  @Test
  void namesEveryExampleOfTheDirectoryInTheIndex() throws Exception {
    var directory = Path.of(getClass().getResource("/graphql/examples/index.txt").toURI());
    try (var files = Files.list(directory.getParent())) {
      var operations =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".graphql"))
              .map(file -> file.replace(".graphql", ""));

      assertThat(GraphiqlServlet.exampleNames())
          .containsExactlyInAnyOrderElementsOf(operations.toList());
    }
  }

  private static String content(String path) throws IOException {
    return new String(GraphiqlServlet.asset(path).content(), UTF_8);
  }
}
