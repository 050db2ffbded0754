package io.github.ordermill.shared.web.http;

import static io.github.ordermill.shared.web.http.ResponseFormat.GRAPHQL_RESPONSE;
import static io.github.ordermill.shared.web.http.ResponseFormat.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseFormatTest {

  @Test
  void isJsonByDefault() {
    assertThat(ResponseFormat.negotiate(List.of())).contains(JSON);
    assertThat(accepting("")).contains(JSON);
    assertThat(accepting("*/*")).contains(JSON);
    assertThat(accepting("application/*")).contains(JSON);
    assertThat(accepting("text/html, */*;q=0.1")).contains(JSON);
  }

  @Test
  void isTheAcceptedMediaType() {
    assertThat(accepting("application/json")).contains(JSON);
    assertThat(accepting("Application/GraphQL-Response+JSON")).contains(GRAPHQL_RESPONSE);
    assertThat(accepting("application/json; charset=UTF-8")).contains(JSON);
    assertThat(accepting("application/graphql-response+json, */*")).contains(GRAPHQL_RESPONSE);
  }

  @Test
  void prefersTheNewerOfTwoWithTheSameQuality() {
    assertThat(accepting("application/json, application/graphql-response+json"))
        .contains(GRAPHQL_RESPONSE);
    assertThat(
            ResponseFormat.negotiate(
                List.of("application/json", "application/graphql-response+json")))
        .contains(GRAPHQL_RESPONSE);
  }

  @Test
  void honoursQuality() {
    assertThat(accepting("application/json;q=0.9, application/graphql-response+json;q=0.8"))
        .contains(JSON);
    assertThat(accepting("application/graphql-response+json;q=0, */*")).contains(JSON);
    assertThat(accepting("application/json;q=0, application/*;q=0.5")).contains(GRAPHQL_RESPONSE);
  }

  @Test
  void understandsTheHeaderOfJavasUrlConnection() {
    assertThat(accepting("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2")).contains(JSON);
    assertThat(accepting("*/*;q=.2")).contains(JSON);
    assertThat(accepting("*;q=.2")).contains(JSON);
    assertThat(accepting("*")).contains(JSON);
  }

  @Test
  void understandsParametersInEveryForm() {
    assertThat(accepting("application/json;")).contains(JSON);
    assertThat(accepting("application/json; charset=utf8")).contains(JSON);
    assertThat(accepting("application/json;charset=\"UTF-8\";foo=\"a,b\";q=0.5")).contains(JSON);
    assertThat(accepting("text/plain;x=\"a,b\\\",\", application/json")).contains(JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "image/*",
        "application/json;q=0",
        "application/json; charset=iso-8859-1",
        "application/json;q=high"
      })
  void isEmptyForOtherMediaTypes(String accept) {
    assertThat(accepting(accept)).isEmpty();
  }

  private static Optional<ResponseFormat> accepting(String header) {
    return ResponseFormat.negotiate(List.of(header));
  }
}
