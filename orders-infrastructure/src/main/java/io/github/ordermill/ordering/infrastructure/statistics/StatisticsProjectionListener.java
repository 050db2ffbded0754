package io.github.ordermill.ordering.infrastructure.statistics;

import io.github.ordermill.ordering.infrastructure.events.OrderEventJson;
import io.github.ordermill.shared.infrastructure.projection.ProjectionListener;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRegistry;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;

/** Durable subscription of the projection {@code figures}. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
      @ActivationConfigProperty(
          propertyName = "subscriptionName",
          propertyValue = StatisticsProjection.NAME),
      @ActivationConfigProperty(
          propertyName = "aggregateType",
          propertyValue = OrderEventJson.AGGREGATE_TYPE),
    })
public class StatisticsProjectionListener extends ProjectionListener {

  /** For the container. */
  public StatisticsProjectionListener() {
    this(null);
  }

  @Inject
  StatisticsProjectionListener(ProjectionRegistry projections) {
    super(projections, StatisticsProjection.NAME);
  }
}
