package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.HttpTestClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphqlOverHttpIT extends EndToEndTest {

  private final HttpTestClient http = new HttpTestClient(stack.application().uri());

  @Test
  void passesAllAuditsOfTheSpecification() {
    var printed = NodeScripts.run("audit.mjs", stack.application().uri("/graphql").toString());

    assertThat(printed).contains("61 passed, 0 failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/plain; charset=utf-8",
        "text/plain; application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/json, text/plain",
        "application/json; charset=utf-16"
      })
  void rejectsContentTypesThatBrowsersPostCrossOrigin(String contentType) {
    var response = client.post(contentType, "{\"query\":\"{ __typename }\"}");

    assertThat(response.statusCode()).isEqualTo(415);
  }

  @Test
  void rejectsFormsAndMultipartBodies() {
    var form = "query=%7B__typename%7D&operations=%7B%22query%22%3A%22%7B__typename%7D%22%7D";
    var parts =
        "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n"
            + "{\"query\":\"{__typename}\"}\r\n--x--\r\n";

    assertThat(client.post("application/x-www-form-urlencoded", form).statusCode()).isEqualTo(415);
    assertThat(client.post("multipart/form-data; boundary=x", parts).statusCode()).isEqualTo(415);
  }

  @Test
  void rejectsABodyWithoutAContentType() {
    var response = http.exchange("POST", "/graphql", "{\"query\":\"{ __typename }\"}");

    assertThat(response.statusCode()).isEqualTo(415);
  }

  @Test
  void rejectsAMutationByGet() {
    var response =
        http.getQuery(
            "mutation { cancelOrder(input: {orderId: \"1\", reason: \"r\"}) { __typename } }");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void rejectsOtherMethods(String method) {
    var response =
        http.exchange(
            method,
            "/graphql",
            "{\"query\":\"{ __typename }\"}",
            "Content-Type",
            "application/json");

    assertThat(response.statusCode()).isBetween(400, 499);
  }

  @Test
  void sendsNoCorsHeadersByDefault() {
    var response = http.post("{\"query\":\"{ __typename }\"}", "Origin", "https://shop.example");

    assertThat(response.headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control-"));
  }

  @Test
  void compressesAnswersOverOneKilobyteIfTheClientAcceptsGzip() throws IOException {
    var large = "{\"query\":\"{ __schema { types { name description } } }\"}";
    var small = "{\"query\":\"{ __typename }\"}";

    var plain = post(large, "identity");
    var compressed = post(large, "gzip, br;q=0.5");

    assertThat(plain.headers().map()).doesNotContainKey("content-encoding");
    assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(compressed.headers().allValues("Vary")).contains("Accept", "Accept-Encoding");
    assertThat(compressed.body().length).isLessThan(plain.body().length / 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
        .isEqualTo(plain.body());
    assertThat(post(small, "gzip").headers().map()).doesNotContainKey("content-encoding");
    assertThat(post(large, "gzip;q=0").headers().map()).doesNotContainKey("content-encoding");
  }

  @ParameterizedTest
  @EnumSource(GraphqlCop.class)
  void hasOnlyTheExpectedGraphqlCopFindingsInDevelopment(GraphqlCop check) {
    assertThat(check.finds(http))
        .as("%s, %s", check, check.severity())
        .isEqualTo(
            Set.of(GraphqlCop.INTROSPECTION, GraphqlCop.QUERY_BY_GET, GraphqlCop.GRAPHQL_IDE)
                .contains(check));
  }

  private HttpResponse<byte[]> post(String json, String acceptEncoding) {
    return http.bytes(
        "POST",
        "/graphql",
        json,
        "Content-Type",
        "application/json",
        "Accept-Encoding",
        acceptEncoding);
  }
}
