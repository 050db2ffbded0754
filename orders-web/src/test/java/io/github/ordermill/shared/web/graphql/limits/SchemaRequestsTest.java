package io.github.ordermill.shared.web.graphql.limits;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.IntrospectionQuery;
import io.github.ordermill.shared.web.graphql.EngineRequests;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered about the schema, and which subscriptions are valid, in any business module. */
class SchemaRequestsTest {

  private final EngineRequests requests = EngineRequests.inDevelopment();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ a: __type(name: \"Order\") { name } b: __type(name: \"Money\") { name } }",
        "{ a: __type(name: \"Order\") { fields { name } } b: __type(name: \"Money\") { fields {"
            + " name } } c: __type(name: \"CommandResult\") { possibleTypes { name } } }",
        "{ __schema { queryType { fields { name } } mutationType { fields { name } }"
            + " subscriptionType { fields { name } } } __type(name: \"Order\") { fields { name } } }",
        "{ a: __schema { types { name } } b: __schema { directives { name } } }"
      })
  void answersWhatToolsAskOfTheSchema(String query) {
    assertThat(requests.execute(query)).doesNotContainKey("errors").containsKey("data");
  }

  @Test
  void answersTheWholeSchemaAndAsManyTypesAsRootFieldsAreAllowed() {
    var types = repeated(50, "t%d: __type(name: \"Order\") { fields { name type { name } } } ");

    assertThat(requests.execute("{ " + types + "}")).doesNotContainKey("errors");
    assertThat(requests.execute(IntrospectionQuery.INTROSPECTION_QUERY))
        .doesNotContainKey("errors");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ __schema { types { fields { type { fields { name } } } } } }",
        "{ __schema { types { possibleTypes { possibleTypes { name } } } } }",
        "{ __type(name: \"A\") { ...F } } fragment F on __Type { fields { type { ...G } } }"
            + " fragment G on __Type { inputFields { type { fields { name } } } }",
        "{ a: __type(name: \"A\") { name } ... { b: __type(name: \"A\") { fields { type {"
            + " ofType { ofType { fields { name } } } } } } } }"
      })
  void refusesToRepeatTheSchemaInItself(String query) {
    assertRefused(query, "LIMIT_EXCEEDED");
  }

  @Test
  void refusesTheSchemaManyTimes() {
    var schema =
        "s%d: __schema { types { name description fields { name description args { name"
            + " description } } inputFields { name description } enumValues { name description } }"
            + " } ";

    assertThat(requests.execute("{ " + repeated(2, schema) + "}")).doesNotContainKey("errors");
    assertRefused("{ " + repeated(40, schema) + "}", "LIMIT_EXCEEDED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscription%s { orderEvents(orderId: 1) %s { id } }",
        "subscription%s { ... %s { orderEvents(orderId: 1) { id } } }",
        "subscription%s { ... on Subscription { ... %s { orderEvents(orderId: 1) { id } } } }",
        "subscription%s { ... on Subscription { orderEvents(orderId: 1) %s { id } } }",
        "subscription%s { ...F %s } fragment F on Subscription { orderEvents(orderId: 1) { id } }",
        "subscription%s { ...F } fragment F on Subscription { orderEvents(orderId: 1) %s { id } }",
        "subscription%s { ...F } fragment F on Subscription { ...G %s }"
            + " fragment G on Subscription { orderEvents(orderId: 1) { id } }",
        "query Q { __typename } subscription S%s { orderEvents(orderId: 1) %s { id } }",
        "subscription%s { orderEvents(orderId: 1) { id } orderEvents(orderId: 1) %s { id } }",
        "subscription%s { __typename %s }",
      })
  void refusesConditionsOnTheRootFieldOfASubscription(String subscription) {
    for (var condition :
        List.of("@skip(if: true)", "@skip(if: false)", "@include(if: true)", "@include(if: 1)")) {
      assertRefused(subscription.formatted("", condition), "GRAPHQL_VALIDATION_FAILED");
    }
    for (var condition : List.of("@skip(if: $v)", "@include(if: $v)")) {
      assertRefused(
          subscription.formatted("($v: Boolean!)", condition), "GRAPHQL_VALIDATION_FAILED");
      assertRefused(
          subscription.formatted("($v: Boolean = true)", condition), "GRAPHQL_VALIDATION_FAILED");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query @experimental_disableErrorPropagation { __typename }",
        "{ ... @defer { __typename } }",
        "{ ...F @defer(label: \"f\") } fragment F on Query { __typename }",
        "{ order(id: 1) { ... { ...F } } } fragment F on Order { ... @defer { id } }",
        "{ __typename @nothing }"
      })
  void refusesDirectivesThatTheSchemaDoesNotHave(String query) {
    assertRefused(query, "GRAPHQL_VALIDATION_FAILED");
  }

  @Test
  void takesConditionsBelowTheRootFieldOfASubscription() {
    assertThat(
            SubscriptionRoots.conditions(
                graphql.parser.Parser.parse(
                    "subscription { orderEvents(orderId: 1) { id type @skip(if: true)"
                        + " ... @include(if: true) { version } } }"
                        + " query { a @skip(if: true) }")))
        .isEmpty();
  }

  private void assertRefused(String query, String code) {
    var response = requests.execute(query, Map.of("v", true));

    assertThat(response).as(query).containsOnlyKeys("errors");
    assertThat((List<?>) response.get("errors"))
        .as(query)
        .allSatisfy(
            error ->
                assertThat((Map<?, ?>) ((Map<?, ?>) error).get("extensions"))
                    .extracting("code")
                    .isEqualTo(code));
  }

  private static String repeated(int times, String text) {
    return IntStream.range(0, times).mapToObj(text::formatted).collect(Collectors.joining());
  }
}
