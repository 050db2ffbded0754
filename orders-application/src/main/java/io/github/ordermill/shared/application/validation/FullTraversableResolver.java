package io.github.ordermill.shared.application.validation;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;

/**
 * Everything in a command or query is there to be validated. Named in {@code
 * META-INF/validation.xml}; the usual resolver asks persistence about every property whether it has
 * been loaded, a quarter of what a validation takes.
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
