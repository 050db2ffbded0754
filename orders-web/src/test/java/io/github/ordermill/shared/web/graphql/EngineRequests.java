package io.github.ordermill.shared.web.graphql;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Settings;
import io.github.ordermill.shared.application.CommandBus;
import io.github.ordermill.shared.application.ViewVersionFeed;
import io.github.ordermill.shared.web.consistency.ConsistencyToken;
import io.github.ordermill.shared.web.consistency.ConsistencyTokens;
import io.github.ordermill.shared.web.consistency.FixedSigningKeys;
import io.github.ordermill.shared.web.consistency.ReadYourWrites;
import io.github.ordermill.shared.web.graphql.schema.ApiBeans;
import io.github.ordermill.shared.web.lifecycle.WebExecutors;
import io.github.ordermill.shared.web.lifecycle.WebScheduler;
import io.github.ordermill.shared.web.memory.MemoryBudget;
import io.github.ordermill.shared.web.request.ClientAddress;
import io.github.ordermill.shared.web.request.RequestContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Executes requests without HTTP, answered by the API beans given. */
public final class EngineRequests {

  /** The address of all requests. */
  public static final ClientAddress CLIENT = new ClientAddress("192.0.2.1");

  private final GraphqlEngine engine;
  private final MemoryBudget memory;

  private EngineRequests(GraphqlEngine engine, MemoryBudget memory) {
    this.engine = engine;
    this.memory = memory;
  }

  public static EngineRequests inDevelopment(Object... apiBeans) {
    return with(Map.of(), apiBeans);
  }

  public static EngineRequests inProduction(Object... apiBeans) {
    return with(Map.of("ORDERS_MODE", "production"), apiBeans);
  }

  /** With these settings, and the defaults of all others in development. */
  public static EngineRequests with(Map<String, String> settings, Object... apiBeans) {
    return with(memory(), settings, apiBeans);
  }

  /** With this memory for all requests together. */
  public static EngineRequests with(
      MemoryBudget memory, Map<String, String> settings, Object... apiBeans) {
    return new EngineRequests(new GraphqlEngine(beans(apiBeans), api(settings), memory), memory);
  }

  /** Enough memory for the requests of a test. */
  public static MemoryBudget memory() {
    return new MemoryBudget(100_000_000);
  }

  /** Finds a bean by its class, as the container does. */
  public static ApiBeans beans(Object... apiBeans) {
    return type -> Arrays.stream(apiBeans).filter(type::isInstance).findFirst().orElseThrow();
  }

  public static ApiSettings api(Map<String, String> settings) {
    var all = new HashMap<>(Map.of("ORDERS_MODE", "development"));
    all.putAll(settings);
    return ApiSettings.of(new Settings(property -> null, all::get));
  }

  /** Reads that wait for versions published by {@code feed}. */
  public static ReadYourWrites reads(ViewVersionFeed feed, int maxWaiters) {
    var limit = Map.of("ORDERS_LIMIT_WAITERS", Integer.toString(maxWaiters));
    return reads(feed, limit);
  }

  /** Reads that wait for versions published by {@code feed}, with these settings. */
  public static ReadYourWrites reads(ViewVersionFeed feed, Map<String, String> settings) {
    return new ReadYourWrites(feed, workers(), executors(), tokens(), api(settings));
  }

  /** Tokens signed by a key of the tests. */
  public static ConsistencyTokens tokens() {
    return new ConsistencyTokens(new FixedSigningKeys(1));
  }

  /** A token that mutations of the tests could have returned. */
  public static String token(UUID id, int version) {
    return tokens().encode(new ConsistencyToken(id, version));
  }

  public static WebExecutors executors() {
    return new WebExecutors(EngineRequests::daemon);
  }

  public static WebScheduler workers() {
    return new WebScheduler(EngineRequests::daemon);
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  /** A sender whose time limit has these settings. */
  public static CommandSender sender(CommandBus commands, Map<String, String> settings) {
    return new CommandSender(commands, api(settings));
  }

  public static CommandSender sender(CommandBus commands) {
    return new CommandSender(commands, api(Map.of()));
  }

  public Map<String, Object> execute(String query) {
    return execute(query, Map.of());
  }

  public Map<String, Object> execute(String query, Map<String, Object> variables) {
    var request = new GraphqlRequest(query, null, variables, Map.of());
    return begin(CLIENT, request).join();
  }

  /**
   * The memory that a request had reserved when its answer, which {@code taker} takes, was ready.
   */
  public long reservedBy(String query, Consumer<Map<String, Object>> taker) {
    var request = new GraphqlRequest(query, null, Map.of(), Map.of());
    try (var context = new RequestContext("anonymous", "test", CLIENT, memory.reservation())) {
      taker.accept(engine.execute(engine.prepare(request, context), context).join());
      return context.memory().bytes();
    }
  }

  /** The future response of a request that may wait. */
  public CompletableFuture<Map<String, Object>> begin(String query) {
    return beginFrom(CLIENT, query);
  }

  /** The future response of a request that may wait, from an address. */
  public CompletableFuture<Map<String, Object>> beginFrom(ClientAddress client, String query) {
    return begin(client, new GraphqlRequest(query, null, Map.of(), Map.of()));
  }

  private CompletableFuture<Map<String, Object>> begin(
      ClientAddress client, GraphqlRequest request) {
    var context = new RequestContext("anonymous", "test", client, memory.reservation());
    return engine
        .execute(engine.prepare(request, context), context)
        .whenComplete((answer, fault) -> context.close());
  }
}
