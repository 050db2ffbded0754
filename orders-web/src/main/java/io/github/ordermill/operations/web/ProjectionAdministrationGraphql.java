package io.github.ordermill.operations.web;

import io.github.ordermill.operations.application.CountDeadLetters;
import io.github.ordermill.operations.application.DeadLetter;
import io.github.ordermill.operations.application.GetDeadLetterPayloads;
import io.github.ordermill.operations.application.GetProjections;
import io.github.ordermill.operations.application.ListDeadLetters;
import io.github.ordermill.operations.application.OperationResult;
import io.github.ordermill.operations.application.ProjectionAdministration;
import io.github.ordermill.operations.application.ProjectionStatus;
import io.github.ordermill.shared.application.QueryBus;
import io.github.ordermill.shared.web.graphql.Cursor;
import io.github.ordermill.shared.web.graphql.PageInfo;
import io.github.ordermill.shared.web.graphql.result.MutationFault;
import io.github.ordermill.shared.web.graphql.schema.Cost;
import io.github.ordermill.shared.web.graphql.schema.CurrentField;
import io.github.ordermill.shared.web.graphql.schema.JsonText;
import io.github.ordermill.shared.web.request.RequestContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** Queries and mutations for operators: the state of projections, and their dead letters. */
@GraphQLApi
@ApplicationScoped
public class ProjectionAdministrationGraphql {

  private static final int DEFAULT_PAGE_SIZE = 20;

  private QueryBus queries;
  private ProjectionAdministration administration;

  /** For CDI only. */
  protected ProjectionAdministrationGraphql() {}

  @Inject
  ProjectionAdministrationGraphql(QueryBus queries, ProjectionAdministration administration) {
    this.queries = queries;
    this.administration = administration;
  }

  @Query
  @Description("Every projection, and how far it lags.")
  @NonNull
  public List<@NonNull ProjectionStatus> projections() {
    return queries.ask(new GetProjections());
  }

  @Query
  @Description(
      "Events that could not be applied and are parked, oldest first; with `settled: true` those"
          + " that were retried or discarded, the last one first.")
  @NonNull
  public DeadLetterConnection deadLetters(
      @Description("Of this projection only; of all when absent") @Id @Name("projection")
          String projection,
      @Description("How many, 1 to 100") @DefaultValue("20") @Name("first") Integer first,
      @Description("Only those after this cursor") @Name("after") String after,
      @Description("Those that were retried or discarded, in place of open ones")
          @DefaultValue("false")
          @Name("settled")
          Boolean settled) {
    boolean isSettled = settled != null && settled;
    var page =
        queries.ask(
            new ListDeadLetters(
                projection,
                isSettled,
                first == null ? DEFAULT_PAGE_SIZE : first,
                after == null ? null : Cursor.decode(after)));
    return new DeadLetterConnection(
        page.entries().stream()
            .map(
                it ->
                    new DeadLetterConnection.DeadLetterEdge(it.item(), Cursor.encode(it.cursor())))
            .toList(),
        PageInfo.of(page, false, after, null),
        projection,
        isSettled);
  }

  @Description("How many the whole list has")
  public int totalCount(@Source DeadLetterConnection deadLetters) {
    return queries.ask(new CountDeadLetters(deadLetters.projection(), deadLetters.settled()));
  }

  @Description("The payload of the event, an object that depends on the type")
  @Cost(weight = "50")
  public List<Object> payload(@Source List<DeadLetter> deadLetters) {
    var payloads =
        queries.ask(
            new GetDeadLetterPayloads(
                deadLetters.stream().map(DeadLetter::id).collect(Collectors.toSet())));
    var texts = new ArrayList<Object>();
    for (var letter : deadLetters) {
      var payload = payloads.get(letter.id());
      texts.add(payload == null ? null : new JsonText(payload));
    }
    return texts;
  }

  @Mutation
  @Description("Applies a parked event, and those of its order that it held back, again.")
  @NonNull
  public OperationResult retryDeadLetter(
      @Description("Id of the dead letter") @Id @NonNull @Name("id") String id) {
    return settled(() -> administration.retryDeadLetter(id, actor()));
  }

  @Mutation
  @Description("Discards a parked event: its order's view goes on without it.")
  @NonNull
  public OperationResult discardDeadLetter(
      @Description("Id of the dead letter") @Id @NonNull @Name("id") String id,
      @Description("Why; 1 to 1,000 characters, kept with it") @NonNull @Name("reason")
          String reason) {
    return settled(() -> administration.discardDeadLetter(id, actor(), reason));
  }

  private static String actor() {
    return RequestContext.of(CurrentField.get().getGraphQlContext()).actor();
  }

  private static OperationResult settled(Supplier<OperationResult> operation) {
    try {
      return operation.get();
    } catch (RuntimeException fault) {
      throw new MutationFault(fault, (code, message) -> new OperationResult(false, message));
    }
  }
}
