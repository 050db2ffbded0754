package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.RawHttpClient;
import io.github.ordermill.launcher.ApplicationServer;
import io.github.ordermill.launcher.RunningStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Application node in production behind a proxy, known to clients by ORDERS_PUBLIC_URL. */
class PublicUrlIT {

  private static final String QUERY = "{\"query\":\"{ __typename }\"}";

  private static ApplicationServer node;
  private static RawHttpClient raw;

  @BeforeAll
  static void startNode() {
    node =
        RunningStack.shared()
            .secondNode()
            .withSetting("ORDERS_MODE", "production")
            .withSetting("ORDERS_GRAPHIQL", "true")
            .withSetting("ORDERS_PUBLIC_URL", "https://shop.example/api/")
            .start();
    raw = new RawHttpClient(node.port());
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.example", "Shop.Example:443", "shop.example."})
  void answersTheHostOfThePublicUrl(String host) {
    assertThat(post(host).body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "127.0.0.1",
        "orders",
        "other.example",
        "shop.example.other.example",
        "shop.example:8443"
      })
  void refusesEveryOtherHost(String host) {
    var response = post(host);

    assertThat(response.status()).isEqualTo(421);
    assertThat(response.header("Content-Type")).contains("application/json; charset=utf-8");
    assertThat(response.body()).contains("BAD_USER_INPUT", "ORDERS_PUBLIC_URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/graphql-ui"})
  void redirectsToThePublicUrl(String path) {
    var response = raw.sendAsIs("GET " + path + " HTTP/1.1\r\nHost: shop.example\r\n\r\n");

    assertThat(response.status()).isEqualTo(302);
    assertThat(response.header("Location")).contains("https://shop.example/api/graphql-ui/");
  }

  @Test
  void takesPagesOfThePublicUrlForItsOwn() {
    assertThat(handshake("https://shop.example").status()).isEqualTo(101);
    for (var foreign :
        new String[] {"http://shop.example", "https://shop.example:8443", "null", "https://a"}) {
      assertThat(handshake(foreign).status()).as(foreign).isEqualTo(403);
    }
  }

  @Test
  void answersHealthChecksByAnyName() {
    var response =
        new RawHttpClient(node.managementUri("/").getPort())
            .sendAsIs("GET /health/live HTTP/1.1\r\nHost: 10.1.2.3\r\n\r\n");

    assertThat(response.status()).isEqualTo(200);
  }

  private static RawHttpClient.Response post(String host) {
    return raw.sendAsIs(
        "POST /graphql HTTP/1.1\r\nHost: "
            + host
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + QUERY.length()
            + "\r\n\r\n"
            + QUERY);
  }

  private static RawHttpClient.Response handshake(String origin) {
    return raw.sendAsIs(
        "GET /graphql HTTP/1.1\r\nHost: shop.example\r\nOrigin: "
            + origin
            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n");
  }
}
