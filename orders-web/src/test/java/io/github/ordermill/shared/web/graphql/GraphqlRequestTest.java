package io.github.ordermill.shared.web.graphql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphqlRequestTest {

  @Test
  void readsABody() throws Exception {
    var body = "{\"query\":\"{a}\",\"operationName\":null,\"variables\":{\"b\":1},\"more\":[]}";

    assertThat(GraphqlRequest.ofBody(body.getBytes(UTF_8)))
        .isEqualTo(new GraphqlRequest("{a}", null, Map.of("b", 1), Map.of()));
  }

  @Test
  void readsAQueryString() throws Exception {
    var queryString =
        "query=query+Q%7Ba%7D&operationName=Q&variables=%7B%22b%22%3A%22%C3%A9%22%7D&extensions=";

    assertThat(GraphqlRequest.ofQueryString(queryString))
        .isEqualTo(new GraphqlRequest("query Q{a}", "Q", Map.of("b", "é"), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"a\"}}}",
        "{\"query\":null,\"extensions\":{\"persistedQuery\":{}}}",
        "{\"query\":\"\",\"extensions\":{\"persistedQuery\":true}}"
      })
  void readsTheHashOfAPersistedQueryAsARequestWithoutAQuery(String body) throws Exception {
    assertThat(GraphqlRequest.ofBody(body.getBytes(UTF_8)).query()).isNull();
  }

  @Test
  void readsTheQueryOfAPersistedQueryThatIsSentWithIt() throws Exception {
    var body = "{\"query\":\"{a}\",\"extensions\":{\"persistedQuery\":{\"version\":1}}}";

    assertThat(GraphqlRequest.ofBody(body.getBytes(UTF_8)).query()).isEqualTo("{a}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"extensions\":{}}",
        "{\"extensions\":{\"persistedQuery\":null}}",
        "{\"query\":1,\"extensions\":{\"persistedQuery\":{}}}",
        "[]",
        "[{\"query\":\"{a}\"}]",
        "\"{a}\"",
        "null",
        "{}",
        "{\"query\":null}",
        "{\"query\":1}",
        "{\"query\":{}}",
        "{\"query\":\"{a}\",\"variables\":\"b\"}",
        "{\"query\":\"{a}\",\"variables\":[]}",
        "{\"query\":\"{a}\",\"operationName\":1}",
        "{\"query\":\"{a}\",\"extensions\":0}",
        "\uFEFF{\"query\":\"{a}\"}"
      })
  void rejectsOtherBodies(String body) {
    assertThatThrownBy(() -> GraphqlRequest.ofBody(body.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            HttpRequestException.class, refused -> assertThat(refused.status()).isEqualTo(400));
  }

  @Test
  void rejectsABodyThatIsNotUtf8() {
    var body = "{\"query\":\"{a(b: \\\"é\\\")}\"}".getBytes(ISO_8859_1);

    assertThatThrownBy(() -> GraphqlRequest.ofBody(body))
        .isInstanceOf(HttpRequestException.class)
        .hasMessage("The body must be UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "query",
        "query=%7",
        "query=%zz",
        "query=%ff",
        "query={a}&query={b}",
        "query={a}&variables=b",
        "query={a}&variables=[]"
      })
  void rejectsOtherQueryStrings(String queryString) {
    assertThatThrownBy(() -> GraphqlRequest.ofQueryString(queryString))
        .isInstanceOf(HttpRequestException.class);
  }
}
