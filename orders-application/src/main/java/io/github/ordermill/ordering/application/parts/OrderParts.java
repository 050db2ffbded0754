package io.github.ordermill.ordering.application.parts;

import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView;
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

  /** Events without their payloads, oldest first. */
  Map<OrderVersion, List<OrderEventView>> histories(Collection<OrderVersion> orders);

  /** Payloads of single events, each by the version of its order. */
  Map<OrderVersion, String> payloads(Collection<OrderVersion> events);
}
