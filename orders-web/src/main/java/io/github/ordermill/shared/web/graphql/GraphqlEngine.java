package io.github.ordermill.shared.web.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.introspection.GoodFaithIntrospection;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.application.Deadline;
import io.github.ordermill.shared.web.graphql.errors.ErrorCode;
import io.github.ordermill.shared.web.graphql.errors.FaultLog;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import io.github.ordermill.shared.web.graphql.limits.AnswerBudget;
import io.github.ordermill.shared.web.graphql.limits.Complexity;
import io.github.ordermill.shared.web.graphql.limits.CountingExecution;
import io.github.ordermill.shared.web.graphql.limits.DocumentLimits;
import io.github.ordermill.shared.web.graphql.limits.VariableValidation;
import io.github.ordermill.shared.web.graphql.schema.AnnotatedSchema;
import io.github.ordermill.shared.web.graphql.schema.ApiBeans;
import io.github.ordermill.shared.web.graphql.schema.EventStream;
import io.github.ordermill.shared.web.memory.MemoryBudget;
import io.github.ordermill.shared.web.request.RequestContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Executes GraphQL requests of any transport on the calling thread; a field that waits for its view
 * continues on another. Built when the application starts; annotations that make no valid schema
 * stop the start.
 */
@ApplicationScoped
public class GraphqlEngine {

  private ApiBeans beans;
  private AnnotatedSchema annotated;
  private GraphQLSchema schema;
  private DocumentLimits limits;
  private DocumentCache documents;
  private Complexity complexity;
  private GraphqlExceptionHandler faults;
  private GraphQL graphql;
  private GraphQL events;

  /** For CDI only. */
  protected GraphqlEngine() {}

  @Inject
  GraphqlEngine(@Any Instance<Object> beans, ApiSettings api, MemoryBudget memory) {
    this(cached(type -> beans.select(type).get()), api, memory);
  }

  /** An engine whose fields are answered by these beans. */
  public GraphqlEngine(ApiBeans beans, ApiSettings api, MemoryBudget memory) {
    this.beans = beans;
    this.annotated = AnnotatedSchema.get();
    this.schema = annotated.schema();
    this.limits = new DocumentLimits(api);
    this.documents = new DocumentCache(schema, api, memory);
    this.complexity = new Complexity(schema, limits);
    this.faults = new GraphqlExceptionHandler(limits.of(Limit.EXECUTION_SECONDS));
    this.graphql =
        GraphQL.newGraphQL(schema)
            .preparsedDocumentProvider(
                (input, parse) ->
                    CompletableFuture.completedFuture(
                        new PreparsedDocumentEntry(
                            input.getGraphQLContext().<Document>get(Document.class))))
            .defaultDataFetcherExceptionHandler(faults)
            .queryExecutionStrategy(new CountingExecution(faults))
            .instrumentation(new OperationInstrumentation(complexity, faults))
            .build();
    this.events =
        graphql.transform(
            same -> same.subscriptionExecutionStrategy(new CountingExecution(faults)));
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    // observing the event builds this bean before the first request
  }

  /** Whether requests can be executed. */
  boolean isReady() {
    return graphql != null;
  }

  /** The schema in the schema definition language, with its descriptions. */
  public static String schemaText() {
    return AnnotatedSchema.get().text();
  }

  /** Looks up each bean once; a scoped bean is a proxy, which stays the same. */
  private static ApiBeans cached(ApiBeans beans) {
    var known = new ConcurrentHashMap<Class<?>, Object>();
    return type -> known.computeIfAbsent(type, beans::get);
  }

  /**
   * A parsed and validated request.
   *
   * @param operation the operation to execute, null if there are errors
   * @param errors why it cannot be executed, empty if it can
   */
  public record Prepared(
      GraphqlRequest request,
      Document document,
      OperationDefinition operation,
      List<? extends GraphQLError> errors) {

    public boolean isMutation() {
      return is(OperationDefinition.Operation.MUTATION);
    }

    public boolean isSubscription() {
      return is(OperationDefinition.Operation.SUBSCRIPTION);
    }

    private boolean is(OperationDefinition.Operation kind) {
      return operation != null && operation.getOperation() == kind;
    }

    private static Prepared refused(GraphqlRequest request, List<? extends GraphQLError> errors) {
      return new Prepared(request, null, null, errors);
    }
  }

  /** Parses and validates the request's document and selects its operation. */
  public Prepared prepare(GraphqlRequest request, RequestContext context) {
    if (request.query() == null) {
      return Prepared.refused(request, List.of(GraphqlErrors.PERSISTED_QUERY_NOT_SUPPORTED));
    }
    var checked = documents.check(request.query(), context);
    if (!checked.errors().isEmpty()) {
      return Prepared.refused(request, checked.errors());
    }
    var operations = checked.document().getDefinitionsOfType(OperationDefinition.class);
    var name = request.operationName();
    var selected =
        operations.stream()
            .filter(operation -> name == null || name.equals(operation.getName()))
            .toList();
    if (selected.size() != 1) {
      return Prepared.refused(
          request,
          List.of(
              GraphqlErrors.error(
                  ErrorCode.BAD_USER_INPUT,
                  operations.isEmpty()
                      ? "The document has no operation"
                      : name == null
                          ? "operationName is needed: the document has more than one operation"
                          : "The document has no operation of the name given in operationName")));
    }
    return new Prepared(request, checked.document(), selected.get(0), List.of());
  }

  /**
   * Executes a query or a mutation.
   *
   * @return the response as JSON, without {@code data} if nothing was executed; already complete
   *     unless a field waits for its view
   */
  public CompletableFuture<Map<String, Object>> execute(Prepared prepared, RequestContext context) {
    var refusals = refusals(prepared);
    if (!refusals.isEmpty()) {
      return CompletableFuture.completedFuture(response(refusals, context));
    }
    return executed(graphql, prepared, input(prepared, context).build(), context);
  }

  /**
   * The result of opening a subscription.
   *
   * @param events null if it was refused
   * @param refusal a response without {@code data}; null if it was opened
   */
  public record Opened(EventStream<?> events, Map<String, Object> refusal) {}

  /** Opens a subscription; {@link #event} then executes each of its events. */
  public CompletableFuture<Opened> open(Prepared prepared, RequestContext context) {
    var refusals = refusals(prepared);
    if (!refusals.isEmpty()) {
      return CompletableFuture.completedFuture(new Opened(null, response(refusals, context)));
    }
    var input = input(prepared, context).build();
    return executed(graphql, prepared, input, context)
        .thenApply(
            response ->
                response.containsKey("errors")
                    ? new Opened(null, withoutData(response))
                    : new Opened(EventStream.openedBy(input.getGraphQLContext()), null));
  }

  /** Executes the selection of an open subscription for one event, with a context of its own. */
  public CompletableFuture<Map<String, Object>> event(
      Prepared prepared, Object event, RequestContext context) {
    return executed(events, prepared, input(prepared, context).root(event).build(), context);
  }

  private static Map<String, Object> withoutData(Map<String, Object> response) {
    response.remove("data");
    return response;
  }

  /** Executes within the memory of the request; beyond a limit, the response is its error alone. */
  private CompletableFuture<Map<String, Object>> executed(
      GraphQL executing, Prepared prepared, ExecutionInput input, RequestContext context) {
    var budget = new AnswerBudget(limits, context, !prepared.isMutation());
    budget.onRefusal(input::cancel);
    input.getGraphQLContext().put(AnswerBudget.class, budget);
    context.memory().beginUse();
    return begun(() -> budget.during(() -> withDeadline(executing, prepared, input)))
        .whenComplete((result, fault) -> context.memory().endUse())
        .handle(
            (result, fault) -> {
              if (budget.refusal() != null) {
                return response(List.of(budget.refusal()), context);
              }
              if (fault != null) {
                throw fault instanceof CompletionException it ? it : new CompletionException(fault);
              }
              return response(result, context);
            });
  }

  /** The result of an execution that has begun; failed if it could not begin. */
  private static CompletableFuture<ExecutionResult> begun(
      Supplier<CompletableFuture<ExecutionResult>> execution) {
    try {
      return execution.get();
    } catch (RuntimeException | StackOverflowError fault) {
      return CompletableFuture.failedFuture(fault);
    }
  }

  /**
   * Executes with a time limit, except mutations, whose commands have one by themselves. At the
   * limit, statements of the operation are cancelled.
   */
  private CompletableFuture<ExecutionResult> withDeadline(
      GraphQL executing, Prepared prepared, ExecutionInput input) {
    if (prepared.isMutation()) {
      return executing.executeAsync(input);
    }
    var deadline = deadline();
    input.getGraphQLContext().put(Deadline.class, deadline);
    return deadline.during(() -> executing.executeAsync(input));
  }

  /** A new time limit of one operation, starting now. */
  public Deadline deadline() {
    return Deadline.in(Duration.ofSeconds(limits.of(Limit.EXECUTION_SECONDS)));
  }

  private ExecutionInput.Builder input(Prepared prepared, RequestContext context) {
    return ExecutionInput.newExecutionInput(prepared.request().query())
        .operationName(prepared.operation().getName())
        .variables(prepared.request().variables())
        .locale(GraphqlErrors.LOCALE)
        .graphQLContext(
            Map.of(
                RequestContext.class,
                context,
                Document.class,
                prepared.document(),
                ApiBeans.class,
                beans,
                GoodFaithIntrospection.GOOD_FAITH_INTROSPECTION_DISABLED,
                true))
        .dataLoaderRegistry(annotated.dataLoaders(beans));
  }

  /** Errors that prevent the operation from being executed with these variables. */
  private List<? extends GraphQLError> refusals(Prepared prepared) {
    if (!prepared.errors().isEmpty()) {
      return prepared.errors();
    }
    var variables = prepared.request().variables();
    var exceeded = limits.exceededBy(variables);
    if (!exceeded.isEmpty()) {
      return exceeded;
    }
    var violations =
        VariableValidation.violations(schema, prepared.document(), prepared.operation(), variables);
    if (!violations.isEmpty()) {
      return List.of(
          GraphqlErrors.error(
              ErrorCode.BAD_USER_INPUT,
              GraphqlErrors.summary(violations),
              GraphqlErrors.violations(violations)));
    }
    return complexity.exceededBy(prepared.document(), prepared.operation(), variables);
  }

  private Map<String, Object> response(ExecutionResult result, RequestContext context) {
    var response = response(result.getErrors(), context);
    if (result.isDataPresent()) {
      response.put("data", result.getData());
    }
    var extensions = context.extensions();
    if (!extensions.isEmpty()) {
      response.put("extensions", extensions);
    }
    return response;
  }

  private Map<String, Object> response(
      List<? extends GraphQLError> errors, RequestContext context) {
    var response = new LinkedHashMap<String, Object>();
    if (!errors.isEmpty()) {
      response.put(
          "errors", errors.stream().map(error -> GraphqlErrors.toMap(error, context)).toList());
    }
    return response;
  }

  /** The response to an exception outside of every field. */
  public Map<String, Object> failed(Throwable fault, RequestContext context) {
    var reference = FaultLog.report(context, "request", fault);
    return response(
        List.of(
            GraphqlErrors.error(
                ErrorCode.INTERNAL, FaultLog.message(reference), Map.of("reference", reference))),
        context);
  }
}
