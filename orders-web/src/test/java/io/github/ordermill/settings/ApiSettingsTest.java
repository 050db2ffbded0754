package io.github.ordermill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiSettingsTest {

  @Test
  void hasSafeDefaults() {
    var api = settings(Map.of());

    assertThat(api.limit(Limit.DEPTH)).isEqualTo(12);
    assertThat(api.limit(Limit.BODY_BYTES)).isEqualTo(1_048_576);
    assertThat(api.limit(Limit.PAGE_SIZE)).isEqualTo(100);
    assertThat(api.limit(Limit.EXECUTION_SECONDS)).isEqualTo(10);
    assertThat(api.origins().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(ApiSwitch.class)
  void switchesAreOnInDevelopmentAndOffInProductionByDefault(ApiSwitch apiSwitch) {
    assertThat(settings(Map.of("ORDERS_MODE", "development")).isOn(apiSwitch)).isTrue();
    assertThat(settings(Map.of("ORDERS_MODE", "production")).isOn(apiSwitch)).isFalse();
    assertThat(settings(Map.of()).isOn(apiSwitch)).as("without a mode").isFalse();
    assertThat(settings(Map.of(apiSwitch.variable(), "true")).isOn(apiSwitch)).isTrue();
    assertThat(
            settings(Map.of("ORDERS_MODE", "development", apiSwitch.variable(), "false"))
                .isOn(apiSwitch))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void rejectsALimitThatIsNotANumberInItsRange(Limit limit) {
    for (var value : new String[] {"many", "-1", "1.5", "99999999999", "2147483647"}) {
      assertThatThrownBy(() -> settings(Map.of(limit.variable(), value)))
          .isInstanceOf(InvalidSetting.class)
          .hasMessageStartingWith(limit.variable() + " is \"" + value + "\": give ");
    }
    assertThat(
            settings(Map.of(limit.variable(), Integer.toString(limit.defaultValue()))).limit(limit))
        .isEqualTo(limit.defaultValue());
  }

  @Test
  void labelsLimits() {
    assertThat(Limit.DEPTH.label()).isEqualTo("depth");
    assertThat(Limit.DIRECTIVES_AT_ONE_PLACE.label()).isEqualTo("directivesAtOnePlace");
  }

  @Test
  void rejectsASwitchThatIsNeitherTrueNorFalse() {
    assertThatThrownBy(() -> settings(Map.of("ORDERS_GRAPHIQL", "yes")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("ORDERS_GRAPHIQL is \"yes\": give \"true\" or \"false\".");
  }

  @Test
  void allowsExactlyTheListedOrigins() {
    var origins =
        settings(Map.of("ORDERS_CORS_ORIGINS", "https://shop.example, http://localhost:5173,"))
            .origins();

    assertThat(origins.allows("https://shop.example")).isTrue();
    assertThat(origins.allows("http://localhost:5173")).isTrue();
    for (var other :
        new String[] {
          "http://shop.example",
          "https://shop.example:8443",
          "https://shop.example.evil.example",
          "https://evil-shop.example",
          "https://sub.shop.example",
          "null",
          ""
        }) {
      assertThat(origins.allows(other)).as(other).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, localhost:8080, true",
    "https://Orders.example, orders.example, false",
    "https://orders.example, Orders.example, true",
    "http://localhost:8081, localhost:8080, false",
    "http://localhost:8080, , false",
    "null, null, false",
    "'', '', false"
  })
  void allowsPagesOfThisServer(String origin, String host, boolean allowed) {
    assertThat(settings(Map.of()).origins().allows(origin, host)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "shop.example",
        "https://shop.example/",
        "https://shop.example/path",
        "https://*.example",
        "ftp://shop.example",
        "https://Shop.example",
        "https://user@shop.example",
        "https://a.example;https://b.example",
        "null"
      })
  void rejectsTextsThatAreNotOrigins(String origin) {
    assertThatThrownBy(() -> settings(Map.of("ORDERS_CORS_ORIGINS", origin)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("ORDERS_CORS_ORIGINS names \"" + origin + "\": give exact origins");
  }

  private static ApiSettings settings(Map<String, String> variables) {
    return ApiSettings.of(new Settings(property -> null, variables::get));
  }
}
