package io.github.ordermill.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnknownSettingsTest {

  private static final String PREFIX = "ORDERS_";

  @ParameterizedTest
  @CsvSource({
    "LIMIT_DEEPTH, LIMIT_DEPTH",
    "DB_URI, DB_URL",
    "DBPASSWORD, DB_PASSWORD",
    "MANAGMENT_PORT, MANAGEMENT_PORT",
    "CORS_ORIGIN, CORS_ORIGINS"
  })
  void namesTheNearestVariable(String misspelt, String nearest) {
    assertThat(UnknownSettings.warnings(List.of(PREFIX + misspelt, "PATH"), List.of()))
        .containsExactly(
            PREFIX
                + misspelt
                + " is no setting and has no effect; the nearest name of one is "
                + PREFIX
                + nearest
                + ".");
  }

  @ParameterizedTest
  @CsvSource({
    "orders.limit.deepth, orders.limit.depth",
    "orders.db_url, orders.db.url",
    "orders.Mode, orders.mode"
  })
  void namesTheNearestProperty(String property, String nearest) {
    assertThat(UnknownSettings.warnings(List.of(), List.of(property, "user.dir")))
        .containsExactly(
            property
                + " is no setting and has no effect; the nearest name of one is "
                + nearest
                + ".");
  }

  @Test
  void namesNoneIfNoneIsNear() {
    assertThat(UnknownSettings.warnings(List.of(PREFIX + "XYZZY"), List.of()))
        .containsExactly(PREFIX + "XYZZY is no setting and has no effect.");
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void knowsEverySetting(Setting setting) {
    var property = setting.variable().toLowerCase(Locale.ROOT).replace('_', '.');

    assertThat(UnknownSettings.warnings(List.of(setting.variable()), List.of(property))).isEmpty();
  }

  @Test
  void knowsLimitsSwitchesAndInternalProperties() {
    assertThat(
            UnknownSettings.warnings(
                List.of("ORDERS_LIMIT_DEPTH", "ORDERS_GRAPHIQL"),
                List.of("orders.limit.depth", "orders.graphiql", "orders.boot.bound")))
        .isEmpty();
  }
}
