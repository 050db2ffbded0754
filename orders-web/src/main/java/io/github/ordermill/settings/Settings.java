package io.github.ordermill.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Source of settings: a system property such as {@code orders.db.url}, else the environment
 * variable {@code ORDERS_DB_URL}. A blank value counts as not set.
 */
public final class Settings {

  static final int MAX_PORT = 65_535;

  private final UnaryOperator<String> properties;
  private final UnaryOperator<String> environment;

  /** The settings of this process. */
  public Settings() {
    this(System::getProperty, System::getenv);
  }

  /** Settings from other sources; each function returns null for an unknown name. */
  public Settings(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /** The value of a setting, by the name of its environment variable. */
  public Optional<String> get(String variable) {
    var property = properties.apply(variable.toLowerCase(Locale.ROOT).replace('_', '.'));
    var value = property != null ? property : environment.apply(variable);
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** The value of a setting, else its default, which may be null. */
  private String valueOf(Setting setting) {
    return get(setting.variable()).orElse(setting.defaultValue());
  }

  /**
   * The port of the HTTP listener.
   *
   * @throws InvalidSetting if it is not a port number
   */
  public int httpPort() {
    return port(Setting.HTTP_PORT);
  }

  /**
   * The port of the management listener.
   *
   * @throws InvalidSetting if it is not a port number, or that of the HTTP listener
   */
  public int managementPort() {
    var port = port(Setting.MANAGEMENT_PORT);
    if (port == httpPort()) {
      throw new InvalidSetting(
          "ORDERS_MANAGEMENT_PORT is " + port + ", as is ORDERS_HTTP_PORT: give another port.");
    }
    return port;
  }

  private int port(Setting setting) {
    var given = valueOf(setting);
    try {
      var port = Integer.parseInt(given);
      if (port >= setting.min() && port <= setting.max()) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // reported below, like a number out of range
    }
    throw new InvalidSetting(
        setting.variable() + " is \"" + given + "\": give a port number from 1 to 65535.");
  }

  /**
   * The address of the HTTP listener.
   *
   * @throws InvalidSetting if the host is unknown
   */
  public InetAddress httpHost(String defaultValue) {
    return address(Setting.HTTP_HOST, get(Setting.HTTP_HOST.variable()).orElse(defaultValue));
  }

  /**
   * The address of the management listener, that of the HTTP listener if it is not set.
   *
   * @throws InvalidSetting if the host is unknown
   */
  public InetAddress managementHost(InetAddress httpHost) {
    return get(Setting.MANAGEMENT_HOST.variable())
        .map(given -> address(Setting.MANAGEMENT_HOST, given))
        .orElse(httpHost);
  }

  private static InetAddress address(Setting setting, String given) {
    try {
      return InetAddress.getByName(given);
    } catch (UnknownHostException unknown) {
      throw new InvalidSetting(
          setting.variable()
              + " is \""
              + given
              + "\", which is no address: give one of this machine's, such as 127.0.0.1 or 0.0.0.0.");
    }
  }

  /**
   * Whether the mode is production, the default.
   *
   * @throws InvalidSetting if the mode is unknown
   */
  public boolean production() {
    return production(Setting.MODE.defaultValue());
  }

  /**
   * Whether the mode is production.
   *
   * @param defaultMode the mode if it is not set
   * @throws InvalidSetting if the mode is unknown
   */
  public boolean production(String defaultMode) {
    var given = get(Setting.MODE.variable()).orElse(defaultMode);
    return switch (given) {
      case "production" -> true;
      case "development" -> false;
      default ->
          throw new InvalidSetting(
              "ORDERS_MODE is \"" + given + "\": give \"development\" or \"production\".");
    };
  }

  /**
   * Makes sure that in production the database has a password and the broker has a user.
   *
   * @throws InvalidSetting if not
   */
  public void checkNoInsecureDefaults() {
    if (!production()) {
      return;
    }
    if (get("ORDERS_DB_PASSWORD").isEmpty()
        && !get("ORDERS_DB_URL").orElse("").contains("password=")) {
      throw new InvalidSetting(
          "ORDERS_DB_PASSWORD is not set, and ORDERS_MODE=production, the default, does not start"
              + " without it: give the database user a password, or set ORDERS_MODE=development.");
    }
    if (get("ORDERS_BROKER_USER").isEmpty() || get("ORDERS_BROKER_PASSWORD").isEmpty()) {
      throw new InvalidSetting(
          "ORDERS_BROKER_USER and ORDERS_BROKER_PASSWORD are not both set, and"
              + " ORDERS_MODE=production, the default, does not start without them: give a user of"
              + " the broker, or set ORDERS_MODE=development.");
    }
  }

  /**
   * Makes sure that a setting, if given, is a whole number in its range.
   *
   * @throws InvalidSetting when it is not
   */
  public void checkNumber(Setting setting) {
    number(setting.variable(), setting.min(), setting.min(), setting.max());
  }

  /**
   * A whole number, {@code defaultValue} if it is not set.
   *
   * @throws InvalidSetting if it is not a whole number from {@code min} to {@code max}
   */
  int number(String variable, int defaultValue, int min, int max) {
    var given = get(variable);
    if (given.isEmpty()) {
      return defaultValue;
    }
    try {
      int number = Integer.parseInt(given.get());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // reported below, like a number out of range
    }
    throw new InvalidSetting(
        variable
            + " is \""
            + given.get()
            + "\": give a whole number from "
            + min
            + " to "
            + max
            + ".");
  }

  /**
   * A setting that is true or false, with its default.
   *
   * @throws InvalidSetting if it is neither
   */
  public boolean isOn(Setting setting) {
    return isOn(setting.variable(), Boolean.parseBoolean(setting.defaultValue()));
  }

  /**
   * A switch, {@code defaultValue} if it is not set.
   *
   * @throws InvalidSetting if it is neither true nor false
   */
  boolean isOn(String variable, boolean defaultValue) {
    var given = get(variable);
    if (given.isEmpty()) {
      return defaultValue;
    }
    return switch (given.get()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new InvalidSetting(
              variable + " is \"" + given.get() + "\": give \"true\" or \"false\".");
    };
  }

  /**
   * Checks that a setting, if set, is a positive ISO 8601 duration.
   *
   * @throws InvalidSetting if it is not
   */
  public void checkDuration(Setting setting) {
    get(setting.variable())
        .filter(given -> !isDuration(given))
        .ifPresent(
            given -> {
              throw new InvalidSetting(
                  setting.variable()
                      + " is \""
                      + given
                      + "\": give a duration of ISO 8601 such as PT60S or P7D.");
            });
  }

  private static boolean isDuration(String given) {
    try {
      var duration = Duration.parse(given);
      return !duration.isNegative() && !duration.isZero();
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /**
   * Checks that the address and port of the HTTP listener are free to listen on.
   *
   * @throws InvalidSetting if the port is in use or the address is not one of this machine
   */
  public static void checkFree(InetAddress host, int port) {
    checkFree(Setting.HTTP_HOST, host, Setting.HTTP_PORT, port);
  }

  /**
   * Checks that the address and port of the management listener are free to listen on.
   *
   * @throws InvalidSetting if the port is in use or the address is not one of this machine
   */
  public static void checkManagementFree(InetAddress host, int port) {
    checkFree(Setting.MANAGEMENT_HOST, host, Setting.MANAGEMENT_PORT, port);
  }

  private static void checkFree(Setting hostOf, InetAddress host, Setting portOf, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException taken) {
      if (String.valueOf(taken.getMessage()).contains("assign")) {
        throw new InvalidSetting(
            hostOf.variable()
                + " is \""
                + host.getHostAddress()
                + "\", which is no address of this machine: give one that is, or 0.0.0.0 for all.");
      }
      if (String.valueOf(taken.getMessage()).contains("denied")) {
        throw new InvalidSetting(
            portOf.variable()
                + " is "
                + port
                + ", which this user may not listen on: give one from 1024 up.");
      }
      throw new InvalidSetting(
          portOf.variable()
              + " is "
              + port
              + ", which is in use on "
              + host.getHostAddress()
              + ": stop what listens there or give another port.");
    }
  }
}
