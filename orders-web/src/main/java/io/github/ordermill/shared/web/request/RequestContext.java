package io.github.ordermill.shared.web.request;

import graphql.GraphQLContext;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Who asks, in what connection, and what the answer tells beside its data; one per request. */
public final class RequestContext {

  private final String actor;
  private final String correlationId;
  private final Map<String, Object> extensions = new LinkedHashMap<>();
  private final ConsistencyReport consistency = new ConsistencyReport();
  private final Map<Throwable, String> references = new IdentityHashMap<>();

  /**
   * A request.
   *
   * @param actor who asks; 1 to 200 characters
   * @param correlationId see {@link CorrelationId}
   */
  public RequestContext(String actor, String correlationId) {
    this.actor = actor;
    this.correlationId = correlationId;
  }

  /** The context of the request that is being executed. */
  public static RequestContext of(GraphQLContext context) {
    return context.get(RequestContext.class);
  }

  /** Who asks; 1 to 200 characters. */
  public String actor() {
    return actor;
  }

  /** One id from the request through every effect of it; 1 to 200 visible ASCII characters. */
  public String correlationId() {
    return correlationId;
  }

  /** Adds an entry to the {@code extensions} of the response; {@code value} is a JSON value. */
  public synchronized void extend(String name, Object value) {
    extensions.put(name, value);
  }

  /** What the answer will tell of consistency tokens. */
  public ConsistencyReport consistency() {
    return consistency;
  }

  public synchronized Map<String, Object> extensions() {
    var all = new LinkedHashMap<>(extensions);
    var tokens = consistency.toMap();
    if (!tokens.isEmpty()) {
      all.put("consistency", tokens);
    }
    return all;
  }

  /** The reference of a fault; {@code log} is called when it is new to this request. */
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
