package io.github.ordermill.shared.web.lifecycle;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The settings as the server has them, by MicroProfile Config. They are checked here once more,
 * since not every server is started by {@code orders.jar}.
 */
@ApplicationScoped
public class ApiSettingsProducer {

  /**
   * What the API allows and shows.
   *
   * @throws io.github.ordermill.settings.InvalidSetting on the first setting that is wrong; this
   *     stops the deployment
   */
  @Produces
  @Singleton
  ApiSettings api() {
    var config = ConfigProvider.getConfig();
    return ApiSettings.of(
        new Settings(
            property -> config.getOptionalValue(property, String.class).orElse(null),
            variable -> null));
  }
}
