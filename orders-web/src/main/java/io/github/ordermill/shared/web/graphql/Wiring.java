package io.github.ordermill.shared.web.graphql;

import graphql.schema.idl.RuntimeWiring;
import org.dataloader.DataLoaderRegistry;

/** What a module puts behind its part of the schema. Found as a CDI bean. */
public interface Wiring {

  /** Adds the module's fields and types; called once. */
  void wire(RuntimeWiring.Builder wiring);

  /** Adds what batches the module's reads within one request; called for every request. */
  default void loaders(DataLoaderRegistry loaders) {}
}
