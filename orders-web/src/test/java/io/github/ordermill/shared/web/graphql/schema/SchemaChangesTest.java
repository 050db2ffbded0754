package io.github.ordermill.shared.web.graphql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaChangesTest {

  private static final String SCHEMA =
      """
      type Query implements Named & Aged {
        name: String
        age: Int!
        find(x: Int, y: Int!, z: Int = 1, filter: Filter): [Thing!]
        any: Any
      }
      interface Named { name: String }
      interface Aged { age: Int! }
      type Thing { size: Int color: Color }
      type Other { size: Int }
      union Any = Thing | Other
      enum Color { RED GREEN }
      input Filter { text: String must: Int! page: Int = 3 colors: [Color] }
      scalar Unused
      directive @shown(to: String) on FIELD | QUERY
      extend type Query { late: Int }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "Thing { size: Int color~ Thing { color~ Thing.size is gone",
        "extend type Query { late: Int }~ scalar Late~ Query.late is gone",
        "scalar Unused~ scalar Used~ Unused is gone",
        "= Thing | Other~ = Thing~ Any|Other is gone",
        "RED GREEN~ RED~ Color.GREEN is gone",
        "implements Named & Aged~ implements Named~ Query|Aged is gone",
        "find(x: Int,~ find(~ Query.find(x) is gone",
        "text: String~ texts: String~ Filter.text is gone",
        "on FIELD | QUERY~ on FIELD~ @shown|QUERY is gone",
        "y: Int!~ y: Int! w: Int!~ Query.find(w) is new and required",
        "must: Int!~ must: Int! more: Int!~ Filter.more is new and required",
        "x: Int~ x: Int!~ Query.find(x) is of type Int!, was Int",
        "x: Int~ x: String~ Query.find(x) is of type String, was Int",
        "[Color]~ [Color!]~ Filter.colors is of type [Color!], was [Color]",
        "[Thing!]~ [Thing]~ Query.find is of type [Thing], was [Thing!]",
        "[Thing!]~ Thing~ Query.find is of type Thing, was [Thing!]",
        "color: Color~ color: String~ Thing.color is of type String, was Color",
        "z: Int = 1~ z: Int = 2~ Query.find(z) has the default value 2, was 1",
        "page: Int = 3~ page: Int~ Filter.page has the default value null, was 3",
        "union Any = Thing | Other~ type Any { size: Int }~ Any is something else",
      })
  void reportsBreakingChanges(String before, String after, String change) {
    assertThat(SCHEMA).contains(before);

    var changes = SchemaChanges.breaking(SCHEMA, SCHEMA.replace(before, after));

    assertThat(changes.entrySet())
        .extracting(entry -> entry.getKey() + " " + entry.getValue())
        .contains(change);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "size: Int~ size: Int!",
        "[Thing!]~ [Thing!]!",
        "y: Int!~ y: Int",
        "must: Int!~ must: Int",
        "x: Int~ x: Int w: Int",
        "x: Int~ x: Int w: Int! = 3",
        "text: String~ text: String more: Int! = 3",
        "RED GREEN~ RED GREEN BLUE",
        "Thing | Other~ Thing | Other | Query",
        "scalar Unused~ scalar Unused input New { must: Int! }",
      })
  void allowsAdditions(String before, String after) {
    assertThat(SCHEMA).contains(before);

    assertThat(SchemaChanges.breaking(SCHEMA, SCHEMA.replace(before, after))).isEmpty();
  }

  @Test
  void reportsARemovedTypeWithoutItsParts() {
    var changes = SchemaChanges.breaking(SCHEMA, SCHEMA.replace("enum Color {", "enum Colour {"));

    assertThat(changes).containsOnlyKeys("Color");
  }
}
