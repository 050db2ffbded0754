package io.github.ordermill.shared.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether the API shows itself to everyone: in {@code development} it answers introspection, serves
 * its schema and GraphiQL; in {@code production} it does not.
 */
@ApplicationScoped
public class Mode {

  private boolean production;

  /** For CDI only. */
  protected Mode() {}

  /**
   * The mode of that name.
   *
   * @throws IllegalArgumentException if it is neither development nor production
   */
  @Inject
  public Mode(@ConfigProperty(name = "orders.mode", defaultValue = "development") String name) {
    this.production =
        switch (name) {
          case "development" -> false;
          case "production" -> true;
          default ->
              throw new IllegalArgumentException(
                  "ORDERS_MODE must be development or production, but it is " + name + ".");
        };
  }

  /** Whether nothing is shown but what clients ask for. */
  public boolean isProduction() {
    return production;
  }
}
