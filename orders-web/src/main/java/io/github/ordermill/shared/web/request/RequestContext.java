package io.github.ordermill.shared.web.request;

import graphql.GraphQLContext;
import io.github.ordermill.shared.web.memory.MemoryBudget;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Context of one request: its caller, its origin in the network, its correlation id, the memory
 * that it holds, and the extensions of its answer. The transport that made it closes it when the
 * last byte of the answer is written, or when the client is gone.
 */
public final class RequestContext implements AutoCloseable {

  private final String actor;
  private final String correlationId;
  private final ClientAddress address;
  private final Object connection;
  private final MemoryBudget.Reservation memory;
  private volatile boolean overloaded;
  private final ConsistencyReport consistency = new ConsistencyReport();
  private final Map<Throwable, String> references = new IdentityHashMap<>();

  /**
   * A request on a connection of its own.
   *
   * @param actor the caller; 1 to 200 characters
   * @param correlationId 1 to 200 visible ASCII characters, see {@link CorrelationId}
   * @param address where it comes from
   * @param memory of its body, its variables and its answer; closed with this context
   */
  public RequestContext(
      String actor, String correlationId, ClientAddress address, MemoryBudget.Reservation memory) {
    this(actor, correlationId, address, memory, new Object());
  }

  /**
   * A request on a connection that others share.
   *
   * @param actor the caller; 1 to 200 characters
   * @param correlationId 1 to 200 visible ASCII characters, see {@link CorrelationId}
   * @param address where it comes from
   * @param memory of its body, its variables and its answer; closed with this context
   * @param connection the connection, by its identity
   */
  public RequestContext(
      String actor,
      String correlationId,
      ClientAddress address,
      MemoryBudget.Reservation memory,
      Object connection) {
    this.actor = actor;
    this.correlationId = correlationId;
    this.address = address;
    this.memory = memory;
    this.connection = connection;
  }

  /** A request from an unknown address whose memory is not limited. */
  public RequestContext(String actor, String correlationId) {
    this(
        actor,
        correlationId,
        ClientAddress.UNKNOWN,
        new MemoryBudget(Long.MAX_VALUE).reservation());
  }

  /** The context of the request that is being executed. */
  public static RequestContext of(GraphQLContext context) {
    return context.get(RequestContext.class);
  }

  public String actor() {
    return actor;
  }

  public String correlationId() {
    return correlationId;
  }

  /** The memory of its body, its variables and its answer, as far as it is reserved. */
  public MemoryBudget.Reservation memory() {
    return memory;
  }

  /**
   * Whether the request was refused since the node's memory is reserved by others; a repetition may
   * succeed.
   */
  public boolean isOverloaded() {
    return overloaded;
  }

  /** Notes that the request is refused since the node's memory is reserved by others. */
  public void overload() {
    overloaded = true;
  }

  /** Returns the memory; a second call has no effect. */
  @Override
  public void close() {
    memory.close();
  }

  /** Where the request comes from. */
  public ClientAddress address() {
    return address;
  }

  /** The websocket of the request, or an object of its own for each request by HTTP. */
  public Object connection() {
    return connection;
  }

  public ConsistencyReport consistency() {
    return consistency;
  }

  /** The {@code extensions} of the answer; empty if there are none. */
  public Map<String, Object> extensions() {
    var tokens = consistency.toMap();
    return tokens.isEmpty() ? Map.of() : Map.of("consistency", tokens);
  }

  /** The reference of a fault, which may be null; calls {@code log} the first time. */
  public synchronized String referenceOf(Throwable fault, Consumer<String> log) {
    var known = fault == null ? null : references.get(fault);
    if (known != null) {
      return known;
    }
    var reference = UUID.randomUUID().toString();
    if (fault != null) {
      references.put(fault, reference);
    }
    log.accept(reference);
    return reference;
  }
}
