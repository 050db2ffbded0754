package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import org.junit.jupiter.api.Test;

/** What client libraries need: Apollo Client, urql and graphql-js, each in its current version. */
class ClientLibrariesIT extends EndToEndTest {

  private final String graphql = stack.application().uri("/graphql").toString();

  @Test
  void persistedQueriesAreRefusedSoThatClientsFallBack() {
    assertThat(NodeScripts.run("persisted-queries.mjs", graphql))
        .contains(
            "a hash is refused by name over HTTP",
            "Apollo Client falls back, and sends no hash again",
            "urql falls back",
            "a hash is refused by name over a websocket, which stays open");
  }

  @Test
  void anOrderAsItWasDoesNotOverwriteThePresentOneInCaches() {
    var order = placeAndConfirm(newCustomer());
    acceptedId(client.send("addNote", CommandInputs.note(order, "Fragile")));
    awaitViewVersion(order, 3);

    assertThat(NodeScripts.run("caches.mjs", graphql, order))
        .contains("Apollo Client keeps both", "urql keeps both");
  }

  @Test
  void introspectionAndTheSchemaFileAgree() {
    assertThat(NodeScripts.run("introspection.mjs", graphql)).contains(" 0 differences");
  }
}
