package io.github.ordermill.endtoend;

import static io.github.ordermill.endtoend.FuzzedLiterals.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.GraphqlClient;
import io.github.ordermill.client.HttpTestClient;
import io.github.ordermill.endtoend.InputPlaces.Place;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Values of a wrong kind, nulls and missing values at every place of an input in the schema. */
class InputPlacesIT extends EndToEndTest {

  private static final String INVALID_VARIABLE = "BAD_USER_INPUT";
  private static final String INVALID_DOCUMENT = "GRAPHQL_VALIDATION_FAILED";
  private static final Object NULL = raw("null");

  private final HttpTestClient http = new HttpTestClient(stack.application().uri());
  private final InputPlaces inputs = new InputPlaces(http.get("/graphql/schema.graphql").body());
  private final List<String> failures = new ArrayList<>();

  @Test
  void refusesValuesOfAWrongKindWithTheirPath() {
    forEachPlace(
        (place, wrong) -> {
          refuses(inputs.inVariable(place, wrong), INVALID_VARIABLE, place.path());
          refuses(inputs.asLiteral(place, wrong), INVALID_DOCUMENT, null);
        });
  }

  private void forEachPlace(BiConsumer<Place, Object> test) {
    int tested = 0;
    for (var place : inputs.all()) {
      for (var wrong : inputs.wrongKinds(place.type())) {
        test.accept(place, wrong);
        tested++;
      }
    }
    System.out.println(tested + " values of wrong kinds");
    assertThat(failures).isEmpty();
  }

  @Test
  void refusesNullWhereItIsNotAllowedAndFailsNowhere() {
    var nothing = Map.<String, Object>of("v", NULL);
    for (var place : inputs.all()) {
      if (place.isNonNull()) {
        refuses(inputs.inVariable(place, NULL), INVALID_VARIABLE, place.path());
        refuses(inputs.asLiteral(place, NULL), INVALID_DOCUMENT, null);
        refuses(inputs.withNullableVariable(place, true, nothing), INVALID_VARIABLE, "v");
        if (place.hasDefault()) {
          refuses(inputs.withNullableVariable(place, false, nothing), INVALID_VARIABLE, "v");
          answers(inputs.withNullableVariable(place, false, Map.of()));
        } else {
          refuses(inputs.withNullableVariable(place, false, nothing), INVALID_DOCUMENT, null);
        }
      } else {
        answers(inputs.inVariable(place, NULL));
        answers(inputs.asLiteral(place, NULL));
        answers(inputs.withNullableVariable(place, true, nothing));
        answers(inputs.withNullableVariable(place, false, nothing));
        answers(inputs.withNullableVariable(place, false, Map.of()));
      }
      answers(inputs.withNullableVariable(place, true, Map.of()));
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void refusesMissingValuesAndUsesDefaults() {
    for (var place : inputs.all()) {
      boolean isRequired = place.isNonNull() && !place.hasDefault() && !place.isElement();
      if (isRequired) {
        refuses(inputs.withoutValueInVariable(place), INVALID_VARIABLE, place.path());
        refuses(inputs.withoutValueAsLiteral(place), INVALID_DOCUMENT, null);
      } else {
        answers(inputs.withoutValueInVariable(place));
        answers(inputs.withoutValueAsLiteral(place));
      }
    }
    assertThat(failures).isEmpty();
  }

  private void refuses(String body, String code, String path) {
    var response = send(body);
    var error =
        response.containsKey("errors") ? response.getJsonArray("errors").getJsonObject(0) : null;
    var extensions = error == null ? null : error.getJsonObject("extensions");
    if (response.containsKey("data")
        || extensions == null
        || !extensions.getString("code").equals(code)
        || path != null && !GraphqlClient.texts(extensions, "violations", "path").contains(path)) {
      failures.add(code + " at " + path + " expected: " + body + "\n  => " + response);
    }
  }

  /** With data, a refusal as data, or an error about the arguments. */
  private void answers(String body) {
    var response = send(body);
    var codes =
        response.containsKey("errors")
            ? response.getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                .map(error -> error.getJsonObject("extensions").getString("code"))
                .toList()
            : List.of();
    if (!response.containsKey("data") || !List.of(INVALID_VARIABLE).containsAll(codes)) {
      failures.add("an answer expected: " + body + "\n  => " + response);
    }
  }

  private JsonObject send(String body) {
    return GraphqlClient.parse(http.post(body).body());
  }
}
