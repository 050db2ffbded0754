package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphqlOverHttpIT extends EndToEnd {

  @Test
  void passesEveryAuditOfTheSpecification() {
    var printed = NodeScripts.run("audit.mjs", stack.application().uri("/graphql").toString());

    assertThat(printed).contains("61 passed, 0 failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x"
      })
  void refusesWhatAForeignPageCouldPost(String contentType) {
    var response = client.post(contentType, "{\"query\":\"{ __typename }\"}");

    assertThat(response.statusCode()).isEqualTo(415);
  }
}
