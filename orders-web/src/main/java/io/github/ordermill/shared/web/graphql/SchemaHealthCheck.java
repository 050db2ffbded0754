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

  @Inject GraphqlEngine engine;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("graphql-schema").status(engine.isReady()).build();
  }
}
