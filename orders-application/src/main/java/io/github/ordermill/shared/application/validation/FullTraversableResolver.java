package io.github.ordermill.shared.application.validation;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;

/**
 * Traversable resolver that validates every property. Configured in {@code META-INF/validation.xml}
 * instead of the default resolver, which asks JPA for every property whether it has been loaded;
 * that took 25 % of the time of a validation.
 */
public final class FullTraversableResolver implements TraversableResolver {

  @Override
  public boolean isReachable(
      Object traversable,
      Path.Node property,
      Class<?> rootType,
      Path path,
      ElementType elementType) {
    return true;
  }

  @Override
  public boolean isCascadable(
      Object traversable,
      Path.Node property,
      Class<?> rootType,
      Path path,
      ElementType elementType) {
    return true;
  }
}
