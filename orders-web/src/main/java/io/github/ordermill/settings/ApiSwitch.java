package io.github.ordermill.settings;

/**
 * What the API shows of itself beyond the answers to its clients. Each is a setting, {@code
 * ORDERS_} and its name: on in development, off in production.
 */
public enum ApiSwitch {
  /** {@code __schema} and {@code __type}, and the schema as a file. */
  INTROSPECTION,
  /** Names that a client may have meant, in errors about names that do not exist. */
  SUGGESTIONS,
  /** The page at {@code /graphql-ui/}. */
  GRAPHIQL,
  /** Queries by GET beside POST; mutations never. */
  GET_QUERIES;

  /** The environment variable that sets it. */
  public String variable() {
    return "ORDERS_" + name();
  }

  boolean in(Settings settings) {
    return settings.isOn(variable(), !settings.production());
  }
}
