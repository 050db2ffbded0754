package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.infrastructure.events.OrderEventJson;
import io.github.ordermill.shared.infrastructure.projection.ProjectionListener;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRegistry;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;

/** Durable subscription of the projection {@code order}. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
      @ActivationConfigProperty(
          propertyName = "subscriptionName",
          propertyValue = OrderProjection.NAME),
      @ActivationConfigProperty(
          propertyName = "aggregateType",
          propertyValue = OrderEventJson.AGGREGATE_TYPE),
    })
public class OrderProjectionListener extends ProjectionListener {

  /** For the container. */
  public OrderProjectionListener() {
    this(null);
  }

  @Inject
  OrderProjectionListener(ProjectionRegistry projections) {
    super(projections, OrderProjection.NAME);
  }
}
