package io.github.ordermill.ordering.web;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.application.reading.GetOrderHistories;
import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.CommandResult.Accepted;
import io.github.ordermill.shared.application.CommandResult.IdempotencyConflict;
import io.github.ordermill.shared.application.CommandResult.InvalidInput;
import io.github.ordermill.shared.application.CommandResult.NotFound;
import io.github.ordermill.shared.application.CommandResult.RuleBroken;
import io.github.ordermill.shared.application.CommandResult.VersionConflict;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.web.consistency.ConsistencyToken;
import io.github.ordermill.shared.web.graphql.Json;
import io.github.ordermill.shared.web.graphql.Wiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;

/**
 * The fields of orders and of answers to commands that are more than a component of a view. Fields
 * not named here are answered by the record component of the same name.
 */
@ApplicationScoped
public class OrderTypes implements Wiring {

  private static final String HISTORIES = "histories";
  private static final String ORDERS = "orders";

  private static final Map<Class<?>, String> RESULTS =
      Map.of(
          Accepted.class, "CommandAccepted",
          InvalidInput.class, "InvalidInput",
          NotFound.class, "OrderNotFound",
          RuleBroken.class, "RuleBroken",
          VersionConflict.class, "VersionConflict",
          IdempotencyConflict.class, "IdempotencyConflict");

  private QueryBus queries;

  /** For CDI only. */
  protected OrderTypes() {}

  @Inject
  OrderTypes(QueryBus queries) {
    this.queries = queries;
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type("Order", order -> order.dataFetcher("history", OrderTypes::history))
        .type(
            "OrderEvent",
            event ->
                event.dataFetcher("data", OrderTypes::data).dataFetcher("order", OrderTypes::order))
        .type("CommandResult", OrderTypes::resolved)
        .type("Refusal", OrderTypes::resolved)
        .type(
            "CommandAccepted",
            accepted ->
                accepted
                    .dataFetcher("orderId", of(Accepted.class, Accepted::id))
                    .dataFetcher("consistencyToken", of(Accepted.class, OrderTypes::token)))
        .type("InvalidInput", refusal -> coded(refusal, "INVALID_INPUT"))
        .type(
            "OrderNotFound",
            refusal ->
                coded(refusal, "ORDER_NOT_FOUND")
                    .dataFetcher("orderId", of(NotFound.class, NotFound::id)))
        .type("RuleBroken", refusal -> coded(refusal, "RULE_BROKEN"))
        .type("VersionConflict", refusal -> coded(refusal, "VERSION_CONFLICT"))
        .type("IdempotencyConflict", refusal -> coded(refusal, "IDEMPOTENCY_CONFLICT"));
  }

  @Override
  public void loaders(DataLoaderRegistry loaders) {
    loaders.register(HISTORIES, DataLoaderFactory.newMappedDataLoader(this::loadHistories));
    loaders.register(ORDERS, DataLoaderFactory.newMappedDataLoader(this::loadOrders));
  }

  /** One query for the histories of all orders on a level of the answer. */
  private CompletionStage<Map<UUID, List<OrderEventView>>> loadHistories(Set<UUID> orders) {
    var histories = new HashMap<>(queries.ask(new GetOrderHistories(orders)));
    orders.forEach(order -> histories.putIfAbsent(order, List.of()));
    return CompletableFuture.completedFuture(histories);
  }

  /** One query for each order, however many of its events ask for it. */
  private CompletionStage<Map<UUID, OrderView>> loadOrders(Set<UUID> orders) {
    var found = new HashMap<UUID, OrderView>();
    orders.forEach(
        order ->
            queries.ask(new GetOrder(order.toString())).ifPresent(view -> found.put(order, view)));
    return CompletableFuture.completedFuture(found);
  }

  private static CompletionStage<List<OrderEventView>> history(DataFetchingEnvironment field) {
    OrderView order = field.getSource();
    return field
        .<UUID, List<OrderEventView>>getDataLoader(HISTORIES)
        .load(order.id())
        .thenApply(events -> upTo(order.version(), events));
  }

  /** An order as it was knows nothing of what came later. */
  private static List<OrderEventView> upTo(int version, List<OrderEventView> events) {
    return events.stream().filter(event -> event.version() <= version).toList();
  }

  private static CompletionStage<OrderView> order(DataFetchingEnvironment field) {
    OrderEventView event = field.getSource();
    return field.<UUID, OrderView>getDataLoader(ORDERS).load(event.orderId());
  }

  private static Object data(DataFetchingEnvironment field) {
    OrderEventView event = field.getSource();
    return Json.readOwn(event.data());
  }

  private static String token(Accepted accepted) {
    return new ConsistencyToken(accepted.id(), accepted.version()).encode();
  }

  private static TypeRuntimeWiring.Builder resolved(TypeRuntimeWiring.Builder type) {
    return type.typeResolver(
        result -> result.getSchema().getObjectType(RESULTS.get(result.getObject().getClass())));
  }

  private static TypeRuntimeWiring.Builder coded(TypeRuntimeWiring.Builder refusal, String code) {
    return refusal.dataFetcher("code", field -> code);
  }

  /** A field under another name than its component. */
  private static <T> DataFetcher<Object> of(Class<T> source, Function<T, Object> component) {
    return field -> component.apply(source.cast(field.getSource()));
  }
}
