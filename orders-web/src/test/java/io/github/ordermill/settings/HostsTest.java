package io.github.ordermill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {

  private static final Map<String, String> DEVELOPMENT =
      Map.of("ORDERS_MODE", "development", "ORDERS_HTTP_HOST", "127.0.0.1");
  private static final Map<String, String> PRODUCTION = Map.of("ORDERS_MODE", "production");
  private static final Map<String, String> BEHIND_A_PROXY =
      Map.of("ORDERS_MODE", "production", "ORDERS_PUBLIC_URL", "https://Shop.example/api/");

  @ParameterizedTest
  @CsvSource({
    "localhost, true, true, false",
    "LocalHost:8080, true, true, false",
    "127.0.0.1, true, true, false",
    "[::1]:8080, true, true, false",
    "10.0.0.1, false, true, false",
    "[2001:db8::1], false, true, false",
    "orders, false, true, false",
    "orders.default.svc.cluster.local, false, true, false",
    "orders.internal:8080, false, true, false",
    "shop.example, false, false, true",
    "shop.example., false, false, true",
    "shop.example:443, false, false, true",
    "shop.example:8443, false, false, false",
    "other.example, false, false, false",
    "127.0.0.1.other.example, false, false, false",
    "localhost.other.example, false, false, false",
    "local, false, true, false",
    "0x7f000001, false, false, false",
    "user@localhost, false, false, false",
    "localhost:99999, false, false, false",
    "localhost:, false, false, false",
    "[::1, false, false, false",
    "'', false, false, false"
  })
  void allowsNamesThatOthersCannotTake(
      String host, boolean development, boolean production, boolean behindAProxy) {
    assertThat(hosts(DEVELOPMENT).allows(host)).isEqualTo(development);
    assertThat(hosts(PRODUCTION).allows(host)).isEqualTo(production);
    assertThat(hosts(BEHIND_A_PROXY).allows(host)).isEqualTo(behindAProxy);
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, https://shop.example/x",
    "HTTPS://Shop.example:443/, https://shop.example/x",
    "http://shop.example:8080/a/b, http://shop.example:8080/a/b/x",
    "http://[::1]:8080, http://[::1]:8080/x"
  })
  void buildsUrlsFromThePublicUrl(String url, String expected) {
    var hosts = hosts(Map.of("ORDERS_PUBLIC_URL", url));

    assertThat(hosts.publicUrl().orElseThrow().resolve("/x")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.example",
        "//shop.example",
        "ftp://shop.example",
        "https://",
        "https://shop.example?a=b",
        "https://shop.example#a",
        "https://user@shop.example",
        "https://shop.example:99999",
        "https://shop example"
      })
  void rejectsTextsThatAreNotUrlsOfAServer(String url) {
    assertThatThrownBy(() -> hosts(Map.of("ORDERS_PUBLIC_URL", url)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("ORDERS_PUBLIC_URL is \"" + url + "\": give the URL");
  }

  private static Hosts hosts(Map<String, String> settings) {
    return Hosts.of(new Settings(property -> null, settings::get));
  }
}
