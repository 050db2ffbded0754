package io.github.ordermill.ordering.infrastructure.parts;

import io.github.ordermill.ordering.application.reading.OrderVersion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reading of the parts of several orders in one statement, each order as of a version. An order may
 * be asked for as of several versions; its rows are read once, up to the latest of them.
 */
public final class VersionedParts {

  private VersionedParts() {}

  /** The part of a row that an order shows as of a version, null if it does not show it. */
  @FunctionalInterface
  public interface AtVersion<R, T> {
    T at(R row, int version);
  }

  /**
   * The statement for the rows of these orders with versions up to theirs, by order.
   *
   * @param columns besides {@code order_id}
   * @param orderBy the columns that sort the parts of an order
   */
  public static String select(String columns, String table, String orderBy) {
    return """
        SELECT order_id, %s FROM %s
        JOIN unnest(?, ?) AS wanted (order_id, latest) USING (order_id)
        WHERE version <= latest ORDER BY order_id, %s
        """
        .formatted(columns, table, orderBy);
  }

  /** The parameters of {@link #select}. */
  public static Object[] parameters(Collection<OrderVersion> orders) {
    var latest = new HashMap<UUID, Integer>();
    orders.forEach(order -> latest.merge(order.id(), order.version(), Math::max));
    return new Object[] {
      latest.keySet().toArray(UUID[]::new), latest.values().toArray(Integer[]::new)
    };
  }

  /** The parts of each order as of its version, in the order of the rows. */
  public static <R, T> Map<OrderVersion, List<T>> byOrder(
      Collection<OrderVersion> orders,
      List<R> rows,
      Function<R, UUID> order,
      AtVersion<R, T> part) {
    var byOrder = rows.stream().collect(Collectors.groupingBy(order));
    var parts = new HashMap<OrderVersion, List<T>>();
    for (var wanted : orders) {
      var found =
          byOrder.getOrDefault(wanted.id(), List.of()).stream()
              .map(row -> part.at(row, wanted.version()))
              .filter(Objects::nonNull)
              .toList();
      if (!found.isEmpty()) {
        parts.put(wanted, found);
      }
    }
    return parts;
  }
}
