package io.github.ordermill.settings;

/**
 * Settings other than the {@linkplain Limit limits} and {@linkplain ApiSwitch switches} of the API.
 * Each is set by an environment variable, {@code ORDERS_} and its name.
 *
 * <p>The comments of the constants here, in {@link Limit} and in {@link ApiSwitch} are the text of
 * {@code orders-web/docs/settings.md}.
 */
public enum Setting {
  /** TCP port of the HTTP server. */
  HTTP_PORT(8_080, 1, 65_535),
  /** Address that the HTTP server binds to; {@code 127.0.0.1} under {@code -Prun} when not set. */
  HTTP_HOST("0.0.0.0"),
  /**
   * TCP port of health checks and metrics, with threads of its own, so that they answer whatever
   * the port of the API suffers. On a server other than {@code orders.jar}, the port of the
   * listener that is configured there for them; not set there, they are on every port.
   */
  MANAGEMENT_PORT(8_081, 1, 65_535),
  /** Address that the management port binds to; that of the HTTP server when not set. */
  MANAGEMENT_HOST(null),
  /**
   * {@code production} or {@code development}, which is the default under {@code -Prun}. In
   * production the switches of the API are off unless set, health checks and metrics are on the
   * management port only, and nothing starts without a database password and a broker user.
   */
  MODE("production"),
  /**
   * URL by which clients reach the server behind a proxy, such as {@code https://shop.example},
   * with a path if the proxy adds one. Redirects and the server's own origin follow it; in
   * production, requests for any other host are refused.
   */
  PUBLIC_URL(null),
  /**
   * Origins of other sites whose pages may use the API from a browser, exactly as browsers send
   * them, such as {@code https://shop.example}, separated by commas.
   */
  CORS_ORIGINS(null),
  /**
   * JDBC URL of the database, {@code jdbc:postgresql:…}. Required, except under {@code -Prun},
   * which starts an embedded PostgreSQL when it is not set.
   */
  DB_URL(null),
  /** Database user; the owner of the schemas. */
  DB_USER("postgres"),
  /** Password of the database user. */
  DB_PASSWORD(null),
  /**
   * JDBC URL of the database that queries read their views from, such as a replica; {@code
   * ORDERS_DB_URL} when not set.
   */
  READ_DB_URL(null),
  /**
   * {@code true} lets queries read from the main database while that of {@code ORDERS_READ_DB_URL}
   * is unavailable; otherwise they fail then. Commands never need the latter.
   */
  READ_DB_FALLBACK("false"),
  /**
   * URL of the Artemis broker, such as {@code tcp://host:61616}. Required, except under {@code
   * -Prun}, which starts an embedded broker when it is not set.
   */
  BROKER_URL(null),
  /** Broker user. */
  BROKER_USER(null),
  /** Password of the broker user. */
  BROKER_PASSWORD(null),
  /**
   * Name of the queue to which the broker moves messages that it cannot deliver; only for the
   * metric of its depth.
   */
  BROKER_DEAD_LETTER_QUEUE("orders.dead-letters"),
  /** Directory with the data and logs of what {@code -Prun} starts; no effect elsewhere. */
  DATA_DIR(".data"),
  /**
   * Attempts of a projection to apply an event before it parks the event as a dead letter; pauses
   * between attempts double from 100 ms on.
   */
  PROJECTION_MAX_ATTEMPTS(5, 1, 1_000_000),
  /** Lag of a projection above which a node is not ready; an ISO 8601 duration. */
  PROJECTION_MAX_LAG("PT60S"),
  /** Time for which results of commands are kept for repetition; an ISO 8601 duration. */
  IDEMPOTENCY_RETENTION("P7D"),
  /**
   * Age at which the key that signs consistency tokens is succeeded by a new one; an ISO 8601
   * duration, an hour at least. Tokens of the old key are accepted for another seven days.
   */
  TOKEN_KEY_ROTATION("P90D");

  private final String defaultValue;
  private final int min;
  private final int max;

  Setting(String defaultValue) {
    this.defaultValue = defaultValue;
    this.min = 0;
    this.max = 0;
  }

  Setting(int defaultValue, int min, int max) {
    this.defaultValue = Integer.toString(defaultValue);
    this.min = min;
    this.max = max;
  }

  /** The environment variable that sets it. */
  public String variable() {
    return "ORDERS_" + name();
  }

  /** The value when it is not set, or null. */
  public String defaultValue() {
    return defaultValue;
  }

  boolean isNumber() {
    return max > 0;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }
}
