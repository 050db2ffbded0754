package io.github.ordermill.catalog.infrastructure;

import io.github.ordermill.shared.infrastructure.projection.ProjectionListener;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRegistry;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;

/** Durable subscription of the projection {@code product}. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
      @ActivationConfigProperty(
          propertyName = "subscriptionName",
          propertyValue = ProductProjection.NAME),
      @ActivationConfigProperty(
          propertyName = "aggregateType",
          propertyValue = ProductEventJson.AGGREGATE_TYPE),
    })
public class ProductProjectionListener extends ProjectionListener {

  /** For the container. */
  public ProductProjectionListener() {
    this(null);
  }

  @Inject
  ProductProjectionListener(ProjectionRegistry projections) {
    super(projections, ProductProjection.NAME);
  }
}
