package io.github.ordermill.launcher;

import io.github.ordermill.shared.infrastructure.projection.ProjectionListener;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRegistry;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;

/** Durable subscription of {@link FaultyProjection}. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
      @ActivationConfigProperty(
          propertyName = "subscriptionName",
          propertyValue = FaultyProjection.NAME),
      @ActivationConfigProperty(propertyName = "aggregateType", propertyValue = "Product"),
    })
public class FaultyProjectionListener extends ProjectionListener {

  /** For the container. */
  public FaultyProjectionListener() {
    this(null);
  }

  @Inject
  FaultyProjectionListener(ProjectionRegistry projections) {
    super(projections, FaultyProjection.NAME);
  }
}
