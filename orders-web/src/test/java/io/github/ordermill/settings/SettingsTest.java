package io.github.ordermill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports and addresses of the two listeners. */
class SettingsTest {

  private static Settings settings(Map<String, String> environment) {
    return new Settings(property -> null, environment::get);
  }

  @Test
  void listensForManagementOnPort8081AndTheAddressOfTheApi() throws IOException {
    var given = settings(Map.of("ORDERS_HTTP_HOST", "127.0.0.1"));
    var host = given.httpHost("0.0.0.0");

    assertThat(given.managementPort()).isEqualTo(8081);
    assertThat(given.managementHost(host)).isEqualTo(InetAddress.getByName("127.0.0.1"));
  }

  @Test
  void takesAnAddressForManagementAlone() throws IOException {
    var given = settings(Map.of("ORDERS_MANAGEMENT_HOST", "127.0.0.2"));

    assertThat(given.managementHost(given.httpHost("0.0.0.0")))
        .isEqualTo(InetAddress.getByName("127.0.0.2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "http"})
  void refusesWhatIsNoPort(String value) {
    assertThatThrownBy(settings(Map.of("ORDERS_MANAGEMENT_PORT", value))::managementPort)
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("ORDERS_MANAGEMENT_PORT is \"" + value + "\"");
  }

  @Test
  void refusesOnePortForBothListeners() {
    assertThatThrownBy(settings(Map.of("ORDERS_HTTP_PORT", "8081"))::managementPort)
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("ORDERS_MANAGEMENT_PORT is 8081, as is ORDERS_HTTP_PORT: give another port.");
  }

  @Test
  void namesTheManagementPortThatIsInUse() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    try (var taken = new ServerSocket(0, 1, loopback)) {
      assertThatThrownBy(() -> Settings.checkManagementFree(loopback, taken.getLocalPort()))
          .isInstanceOf(InvalidSetting.class)
          .hasMessageStartingWith("ORDERS_MANAGEMENT_PORT is " + taken.getLocalPort())
          .hasMessageContaining("in use");
    }
  }
}
