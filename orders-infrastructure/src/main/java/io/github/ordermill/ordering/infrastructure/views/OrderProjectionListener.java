package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.shared.infrastructure.projection.ProjectionListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** The durable subscription of the projection {@code order}. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Topic"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "orders.events"),
      @ActivationConfigProperty(
          propertyName = "messageSelector",
          propertyValue = "aggregateType = 'Order' OR aggregateType IS NULL"),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(
          propertyName = "acknowledgeMode",
          propertyValue = "Auto-acknowledge"),
      @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "order"),
      @ActivationConfigProperty(propertyName = "clientID", propertyValue = "ordermill"),
      @ActivationConfigProperty(propertyName = "shareSubscriptions", propertyValue = "true"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "12"),
    })
public class OrderProjectionListener extends ProjectionListener {

  /** For the container. */
  public OrderProjectionListener() {
    super(OrderProjection.NAME);
  }
}
