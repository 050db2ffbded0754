package io.github.ordermill.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AbstractDescribedNode;
import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.Node;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SchemaTest {

  private static final Document SCHEMA = Parser.parse(GraphqlEngine.schemaText());
  private static final Document CONTRACT = Parser.parse(contract());

  @Test
  void keepsToTheContract() {
    var contract = outline(CONTRACT);

    assertThat(outline(SCHEMA))
        .isNotEmpty()
        .allSatisfy((place, type) -> assertThat(contract).containsEntry(place, type));
  }

  @Test
  void hasEveryValueOfTheEnumsAndEveryMemberOfTheUnionsThatItHas() {
    var schema = outline(SCHEMA);
    var types =
        SCHEMA.getDefinitionsOfType(TypeDefinition.class).stream()
            .map(TypeDefinition::getName)
            .toList();

    assertThat(outline(CONTRACT))
        .allSatisfy(
            (place, type) -> {
              var owner = place.split("[.(|]")[0];
              if (types.contains(owner) && (type.equals("value") || type.equals("member"))) {
                assertThat(schema).containsKey(place);
              }
            });
  }

  @Test
  void hasEveryFieldOfTheOrder() {
    assertThat(outline(SCHEMA).keySet())
        .containsAll(
            outline(CONTRACT).keySet().stream()
                .filter(place -> place.matches("(Order|OrderEvent|OrderLine|PlaceOrderInput)\\..*"))
                .toList());
  }

  @Test
  void describesEverything() {
    for (var type : SCHEMA.getDefinitionsOfType(TypeDefinition.class)) {
      assertDescribed(type.getName(), type);
    }
  }

  private static void assertDescribed(String place, Node<?> node) {
    if (node instanceof AbstractDescribedNode<?> described) {
      assertThat(described.getDescription()).as(place).isNotNull();
      assertThat(described.getDescription().getContent()).as(place).isNotBlank();
    }
    for (var child : node.getChildren()) {
      if (child instanceof AbstractDescribedNode<?>) {
        assertDescribed(place + "." + name(child), child);
      }
    }
  }

  private static String name(Node<?> node) {
    return node instanceof graphql.language.NamedNode<?> named ? named.getName() : "";
  }

  /** Everything that a client can see, with its type: {@code Query.order(id)} → {@code ID!}. */
  private static TreeMap<String, String> outline(Document document) {
    var outline = new TreeMap<String, String>();
    for (var type : document.getDefinitionsOfType(TypeDefinition.class)) {
      var name = type.getName();
      if (!name.equals("Query")) { // the contract extends it
        outline.put(name, type.getClass().getSimpleName());
      }
      if (type instanceof ImplementingTypeDefinition<?> composite) {
        composite.getImplements().forEach(it -> outline.put(name + "|" + print(it), "interface"));
        composite.getFieldDefinitions().forEach(field -> outline(outline, name, field));
      } else if (type instanceof InputObjectTypeDefinition input) {
        input.getInputValueDefinitions().forEach(it -> outline(outline, name + ".", it, ""));
      } else if (type instanceof EnumTypeDefinition names) {
        names
            .getEnumValueDefinitions()
            .forEach(it -> outline.put(name + "." + it.getName(), "value"));
      } else if (type instanceof UnionTypeDefinition union) {
        union.getMemberTypes().forEach(it -> outline.put(name + "|" + print(it), "member"));
      }
    }
    return outline;
  }

  private static void outline(TreeMap<String, String> outline, String type, FieldDefinition field) {
    var place = type + "." + field.getName();
    outline.put(place, print(field.getType()));
    field.getInputValueDefinitions().forEach(it -> outline(outline, place + "(", it, ")"));
  }

  private static void outline(
      TreeMap<String, String> outline, String before, InputValueDefinition input, String after) {
    var value = input.getDefaultValue() == null ? "" : " = " + print(input.getDefaultValue());
    outline.put(before + input.getName() + after, print(input.getType()) + value);
  }

  private static String print(Node<?> node) {
    return AstPrinter.printAstCompact(node);
  }

  private static String contract() {
    try (var file = SchemaTest.class.getResourceAsStream("/contract/schema.graphql")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
