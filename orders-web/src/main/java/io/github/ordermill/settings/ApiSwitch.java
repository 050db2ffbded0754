package io.github.ordermill.settings;

/**
 * Switches of the API for development. Each is a setting, {@code ORDERS_} and its name: {@code
 * true} or {@code false}, on by default in development and off in production.
 *
 * <p>The comments of the constants are the text of {@code orders-web/docs/settings.md}.
 */
public enum ApiSwitch {
  /** {@code __schema} and {@code __type}, and the schema as a file. */
  INTROSPECTION,
  /** Similar names in errors about unknown names. */
  SUGGESTIONS,
  /** The page {@code /graphql-ui/}. */
  GRAPHIQL,
  /** Queries by GET; mutations are by POST only. */
  GET_QUERIES;

  /** The environment variable that sets it. */
  public String variable() {
    return "ORDERS_" + name();
  }

  boolean in(Settings settings) {
    return settings.isOn(variable(), !settings.production());
  }
}
