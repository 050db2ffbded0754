package io.github.ordermill.shared.web.request;

import graphql.GraphQLContext;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Context of one request: its caller, its correlation id, and the extensions of its answer. */
public final class RequestContext {

  private final String actor;
  private final String correlationId;
  private final ConsistencyReport consistency = new ConsistencyReport();
  private final Map<Throwable, String> references = new IdentityHashMap<>();

  /**
   * A request.
   *
   * @param actor the caller; 1 to 200 characters
   * @param correlationId 1 to 200 visible ASCII characters, see {@link CorrelationId}
   */
  public RequestContext(String actor, String correlationId) {
    this.actor = actor;
    this.correlationId = correlationId;
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
