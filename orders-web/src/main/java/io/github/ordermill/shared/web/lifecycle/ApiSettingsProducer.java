package io.github.ordermill.shared.web.lifecycle;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Settings;
import io.github.ordermill.settings.UnknownSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Producer of the API's settings, read from MicroProfile Config and validated: a server that was
 * not started by {@code orders.jar} has not validated them before.
 */
@ApplicationScoped
public class ApiSettingsProducer {

  private static final Logger LOG = Logger.getLogger(ApiSettingsProducer.class.getName());

  /** System property that {@code orders.jar} sets after it has checked the settings. */
  private static final String CHECKED = "orders.boot.checked";

  /**
   * The settings.
   *
   * @throws io.github.ordermill.settings.InvalidSetting on the first invalid setting; this stops
   *     the deployment
   */
  @Produces
  @Singleton
  ApiSettings api() {
    if (!Boolean.getBoolean(CHECKED)) {
      UnknownSettings.warnings().forEach(LOG::warning);
    }
    var config = ConfigProvider.getConfig();
    var settings =
        new Settings(
            property -> config.getOptionalValue(property, String.class).orElse(null),
            variable -> null);
    settings.checkNoInsecureDefaults();
    return ApiSettings.of(settings);
  }
}
