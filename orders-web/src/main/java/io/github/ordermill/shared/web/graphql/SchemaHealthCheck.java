package io.github.ordermill.shared.web.graphql;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Startup check: the schema is built and requests can be executed. */
@Startup
@ApplicationScoped
public class SchemaHealthCheck implements HealthCheck {

  private GraphqlEngine engine;

  /** For CDI only. */
  protected SchemaHealthCheck() {}

  @Inject
  SchemaHealthCheck(GraphqlEngine engine) {
    this.engine = engine;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("graphql-schema").status(engine.isReady()).build();
  }
}
