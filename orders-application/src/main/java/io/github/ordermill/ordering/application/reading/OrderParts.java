package io.github.ordermill.ordering.application.reading;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finder of the parts of orders that are read separately. Each method reads the parts of all given
 * orders at once, as of the given versions, which the views must have reached; orders without such
 * parts are left out.
 */
public interface OrderParts {

  /** Lines by their numbers. */
  Map<OrderVersion, List<OrderView.Line>> lines(Collection<OrderVersion> orders);

  /** Shipments by their numbers. */
  Map<OrderVersion, List<OrderView.Shipment>> shipments(Collection<OrderVersion> orders);

  /** Notes, oldest first. */
  Map<OrderVersion, List<OrderView.Note>> notes(Collection<OrderVersion> orders);

  /** Events, oldest first. */
  Map<OrderVersion, List<OrderEventView>> histories(Collection<OrderVersion> orders);
}
