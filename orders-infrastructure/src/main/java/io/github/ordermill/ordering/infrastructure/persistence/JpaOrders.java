package io.github.ordermill.ordering.infrastructure.persistence;

import io.github.ordermill.ordering.application.Orders;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.shared.application.Deadline;
import io.github.ordermill.shared.application.DeadlineExceeded;
import io.github.ordermill.shared.application.NotFound;
import io.github.ordermill.shared.application.StaleVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Map;

/** Repository of orders: the table {@code ordering.orders}. */
@ApplicationScoped
class JpaOrders implements Orders {

  @PersistenceContext(unitName = "orders")
  EntityManager entities;

  @Override
  public void add(Order order) {
    entities.persist(order);
  }

  @Override
  public Order get(OrderId id, Integer expectedVersion) {
    var order = lock(id);
    if (order == null) {
      throw new NotFound(id.value());
    }
    if (expectedVersion != null && expectedVersion != order.version()) {
      throw new StaleVersion(expectedVersion, order.version());
    }
    return order;
  }

  /** Waits for other commands of the order, but not longer than the command's deadline. */
  private Order lock(OrderId id) {
    var deadline = Deadline.current();
    if (deadline.isEmpty()) {
      return entities.find(Order.class, id, LockModeType.PESSIMISTIC_WRITE);
    }
    try {
      return entities.find(
          Order.class,
          id,
          LockModeType.PESSIMISTIC_WRITE,
          Map.of("jakarta.persistence.query.timeout", deadline.get().left().toMillis() + 1));
    } catch (PersistenceException failed) {
      throw deadline.get().left().isZero() ? new DeadlineExceeded(failed) : failed;
    }
  }
}
