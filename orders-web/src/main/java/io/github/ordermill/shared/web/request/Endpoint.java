package io.github.ordermill.shared.web.request;

/** The address of the GraphQL endpoint, which HTTP requests and websockets share. */
public final class Endpoint {

  /** The path below the context root. */
  public static final String PATH = "/graphql";

  /** The one subprotocol of websockets. */
  public static final String SUBPROTOCOL = "graphql-transport-ws";

  /**
   * Attribute of a request with the sentence for the client, where a status is sent as an error.
   */
  public static final String REFUSAL = "io.github.ordermill.refusal";

  private Endpoint() {}
}
